// Web Vitals of the page as they come in; INP is the slowest interaction so far.
(() => {
  const vitals = (window.rehearsalVitals = { LCP: 0, INP: 0, CLS: 0 });
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, durationThreshold: 16 });
  watch("largest-contentful-paint", (entry) => { vitals.LCP = entry.startTime; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) vitals.CLS += entry.value; });
  watch("event", (entry) => { if (entry.interactionId) vitals.INP = Math.max(vitals.INP, entry.duration); });
})();

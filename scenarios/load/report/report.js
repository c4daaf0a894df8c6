"use strict";
// Reads figures off the curves, by pointer or arrow keys; copies the command. Without scripts the whole report can be read.
(() => {
  for (const plot of document.querySelectorAll(".plot")) {
    const { at, times, said } = JSON.parse(plot.dataset.values);
    const box = plot.querySelector(".box");
    const cursor = plot.querySelector(".cursor");
    const figure = plot.closest("figure");
    const outputs = figure.querySelectorAll("output");
    const time = figure.querySelector("time");
    let shown = -1;

    const show = (n) => {
      shown = n;
      cursor.hidden = n < 0;
      time.textContent = n < 0 ? "" : times[n];
      outputs.forEach((output, line) => { output.value = n < 0 ? "" : said[line][n]; });
      if (n >= 0) cursor.style.left = `${at[n] * 100}%`;
    };
    const nearest = (across) => at.reduce((best, x, n) => (Math.abs(x - across) < Math.abs(at[best] - across) ? n : best), 0);

    box.addEventListener("pointermove", (event) => {
      const { left, width } = box.getBoundingClientRect();
      if (at.length) show(nearest((event.clientX - left) / width));
    });
    box.addEventListener("pointerleave", () => show(-1));
    plot.addEventListener("blur", () => show(-1));
    plot.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || !at.length) return;
      event.preventDefault();
      show(Math.min(Math.max(shown < 0 ? (step > 0 ? 0 : at.length - 1) : shown + step, 0), at.length - 1));
    });
  }

  const tabs = [...document.querySelectorAll(".tabs a")];
  const mark = () => {
    const passed = tabs.filter((tab) => document.querySelector(tab.hash).getBoundingClientRect().top < 120);
    const current = passed.at(-1) || tabs[0];
    for (const tab of tabs) {
      if (tab === current) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", mark, { passive: true });
  mark();

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = "Copied";
    });
  }
})();

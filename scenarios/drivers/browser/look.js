// How things look where they stand: for each item of a labelled list that is shown the colour that its own words are painted in,
// and those of the numbered dot before them, if there is one.
(label) => {
  const named = (node) =>
    (node.getAttribute("aria-label") || "") === label ||
    (node.getAttribute("aria-labelledby") || "").split(" ").some((id) => document.getElementById(id)?.innerText.trim() === label);
  const list = [...document.querySelectorAll("[aria-label], [aria-labelledby]")].find(named);
  if (!list) return [];
  const shown = (node) => [node, ...node.querySelectorAll("*")].some((one) => one.checkVisibility({ visibilityProperty: true }));
  const words = (node) => [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  const dot = (item) => {
    const { content, color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(item, "::before");
    const empty = ["none", "normal", '""'].includes(content) || content.startsWith("url(");
    return empty ? null : { color, ground: backgroundColor, edge: parseFloat(borderTopWidth) > 0 ? borderTopColor : color };
  };
  return [...list.querySelectorAll("li")].filter(shown).map((item) => {
    const first = [item, ...item.querySelectorAll("*")].find((node) => words(node).length && node.checkVisibility());
    return { words: first ? getComputedStyle(first).color : "rgba(0, 0, 0, 0)", dot: dot(item) };
  });
}

// Where the keyboard is: the words by which a person knows the control, what it is, and whether one sees that it has the focus.
() => {
  const node = document.activeElement;
  if (!node || node === document.body) return { words: "", tag: "", visible: false, top: 0 };
  const group = node.type === "radio" || node.type === "checkbox" ? node.closest("fieldset")?.querySelector("legend") : null;
  const label = node.labels && node.labels.length ? node.labels[0].innerText : "";
  const style = getComputedStyle(node);
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const box = node.getBoundingClientRect();
  return {
    words: (label || node.getAttribute("aria-label") || node.innerText || "").trim(),
    group: group ? group.innerText.trim() : "",
    tag: node.tagName.toLowerCase(),
    role: node.getAttribute("role") || "",
    visible: ringed || style.boxShadow !== "none",
    on_screen: box.bottom > 0 && box.top < innerHeight,
  };
}

// Where the keyboard is: the words by which a person knows the control, what it is, and whether one sees that it has the focus.
() => {
  const node = document.activeElement;
  if (!node || node === document.body) return { words: "", tag: "", visible: false, on_screen: false };
  // What is still on its way is looked at where it will end.
  node.getAnimations().forEach((one) => one instanceof CSSTransition && one.finish());
  const group = node.type === "radio" || node.type === "checkbox" ? node.closest("fieldset")?.querySelector("legend") : null;
  const label = node.labels && node.labels.length ? node.labels[0].innerText : "";
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();

  const clear = (colour) => /^rgba\(.* 0\)$|\/ 0\)$/.test(colour);
  // The colour that lies below; none where a picture does.
  const ground = (place) => {
    if (!place) return "rgb(255, 255, 255)";
    const { backgroundImage, backgroundColor } = getComputedStyle(place);
    if (backgroundImage !== "none") return null;
    return clear(backgroundColor) ? ground(place.parentElement) : backgroundColor;
  };
  // The grounds that lie so many pixels outside of the four sides, or inside.
  const grounds = (out) => {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const sides = [[box.left - out, y], [box.right + out, y], [x, box.top - out], [x, box.bottom + out]];
    return sides.map(([left, top]) => ground(document.elementFromPoint(left, top) ?? node.parentElement));
  };
  const standsOut = (colour, out) => !clear(colour) && grounds(out).some((below) => below !== colour);

  const width = parseFloat(style.outlineWidth);
  const ringed =
    style.outlineStyle === "auto" ||
    (style.outlineStyle !== "none" && width > 0 && standsOut(style.outlineColor, parseFloat(style.outlineOffset) + width / 2));
  const shadows = style.boxShadow.match(/[a-z-]+\([^)]*\)/g) ?? [];
  return {
    words: (label || node.getAttribute("aria-label") || node.innerText || "").trim(),
    group: group ? group.innerText.trim() : "",
    tag: node.tagName.toLowerCase(),
    role: node.getAttribute("role") || "",
    visible: ringed || shadows.some((colour) => standsOut(colour, 1)),
    on_screen:
      box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 1 && box.height > 1 &&
      node.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  };
}

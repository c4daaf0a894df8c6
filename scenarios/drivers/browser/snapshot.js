// What stands on the screen as HTML: typed text, ticks and choices as attributes, and what styles hide as hidden.
// The page itself is not touched: everything happens on a copy.
() => {
  if (!document.documentElement) throw new Error("no document yet");
  const copy = document.documentElement.cloneNode(true);
  const mark = (node, name, on) => (on ? node.setAttribute(name, "") : node.removeAttribute(name));

  const fields = "input, select, textarea, option, output";
  const shown = document.documentElement.querySelectorAll(fields);
  const copied = copy.querySelectorAll(fields);
  shown.forEach((field, place) => {
    const twin = copied[place];
    if (field.tagName === "OPTION") mark(twin, "selected", field.selected);
    else if (field.tagName === "TEXTAREA") twin.textContent = "\n" + field.value;
    else if (field.type === "checkbox" || field.type === "radio") mark(twin, "checked", field.checked);
    else if (field.tagName === "INPUT" && field.type !== "file" && field.type !== "image" &&
             twin.getAttribute("value") !== field.value && (field.value || field.hasAttribute("value")))
      twin.setAttribute("value", field.value);
  });

  // A control may belong to a form around which the parser has put no end: that is not to be seen in the copy.
  const forms = [...document.forms];
  const owned = "input, select, textarea, button, output";
  const owners = [...document.documentElement.querySelectorAll(owned)].map((control) => control.form);
  copy.querySelectorAll(owned).forEach((twin, place) => {
    if (!owners[place] || twin.hasAttribute("form") || twin.closest("form")) return;
    const number = forms.indexOf(owners[place]);
    twin.setAttribute("rehearsal-form", number);
    copy.querySelectorAll("form")[number].setAttribute("rehearsal-form", number);
  });

  // Options have no box of their own, and what stands inside something hidden needs no mark.
  const hide = (node, twin) => {
    for (let place = 0; place < node.children.length; place += 1) {
      const child = node.children[place];
      if (child.tagName === "SELECT" || child.tagName === "SCRIPT" || child.tagName === "TEMPLATE") {
        if (child.tagName === "SELECT" && !visible(child)) mark(twin.children[place], "hidden", true);
      } else if (visible(child)) hide(child, twin.children[place]);
      else mark(twin.children[place], "hidden", true);
    }
  };
  const visible = (node) =>
    getComputedStyle(node).display === "contents" || node.checkVisibility({ visibilityProperty: true }) ||
    [...node.querySelectorAll("*")].some((one) => one.checkVisibility({ visibilityProperty: true }));
  if (document.body) hide(document.body, copy.querySelector("body"));

  const [arrival] = performance.getEntriesByType("navigation");
  return {
    html: "<!doctype html>" + copy.outerHTML,
    address: location.href,
    status: (arrival && arrival.responseStatus) || 0,
    scripts: document.scripts.length,
    born: performance.timeOrigin,
  };
}

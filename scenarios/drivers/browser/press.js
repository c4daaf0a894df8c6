// Before a press: a watch on whether it meets what it is meant for, and whether a script takes it over.
// Gives the element, null where it is gone, or a list of what the browser itself would refuse to send.
([selector, place]) => {
  const pressed = document.querySelectorAll(selector)[place];
  if (!pressed) return null;

  const watch = { hit: false, click: "", submit: "" };
  pressed.addEventListener("click", () => { watch.hit = true; }, { capture: true, once: true });
  for (const kind of ["click", "submit"])
    window.addEventListener(kind, (event) => { watch[kind] = event.defaultPrevented ? "taken" : "sent"; }, { once: true });
  window.rehearsalWatch = watch;

  const form = pressed.form;
  if (!form || form.noValidate || pressed.formNoValidate || pressed.type === "button") return pressed;
  const label = (field) => (field.labels && field.labels[0] ? field.labels[0].innerText.trim() : field.name);
  const wrong = [...form.elements]
    .filter((field) => field.willValidate && !field.validity.valid)
    .map((field) => `${label(field)} (${field.validationMessage})`);
  return wrong.length ? wrong : pressed;
}

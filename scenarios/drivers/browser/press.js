// Before a press: what the browser itself would refuse to send, and a watch on whether a script takes the press over.
(pressed) => {
  const watch = { click: "", submit: "" };
  for (const kind of ["click", "submit"])
    window.addEventListener(kind, (event) => { watch[kind] = event.defaultPrevented ? "taken" : "sent"; }, { once: true });
  window.rehearsalWatch = watch;

  const form = pressed.form;
  if (!form || form.noValidate || pressed.formNoValidate || pressed.type === "button") return [];
  const label = (field) => (field.labels && field.labels[0] ? field.labels[0].innerText.trim() : field.name);
  return [...form.elements]
    .filter((field) => field.willValidate && !field.validity.valid)
    .map((field) => `${label(field)} (${field.validationMessage})`);
}

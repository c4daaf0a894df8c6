// Fills in controls one after the other, as far as each stands ready for a hand, then aims at what is to be pressed.
// Gives how many were filled in and, if the next thing is to be clicked, the point where; a press is watched from then on.
// Nothing is touched on another page than the one that was looked at.
async ([settings, press, patience, born]) => {
  if (performance.timeOrigin !== born) return { done: 0, replaced: true };
  const SET_AS_A_WHOLE = ["color", "date", "time", "datetime-local", "month", "range", "week"];
  const at = ([selector, number]) => document.querySelectorAll(selector)[number];
  const fold = (text) => text.replace(/\s+/g, " ").trim();
  const tell = (control, ...kinds) =>
    kinds.forEach((kind) => control.dispatchEvent(new Event(kind, { bubbles: true, composed: true })));

  const visible = (node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && node.checkVisibility({ visibilityProperty: true });
  };
  const usable = (node) => Boolean(node) && visible(node) && !node.matches(":disabled") && !node.closest("[inert]");

  // Text goes in by the browser's own editing, so that it is limited, told and undone like typed text. Only whether it is
  // long enough, which a browser asks of typed text alone, has to be asked here.
  const typed = (window.rehearsalTyped ??= new WeakSet());
  const tooShort = (field) => typed.has(field) && field.value !== "" && field.value.length < field.minLength;
  const type = (control, text) => {
    if (control.readOnly) return false;
    typed.add(control);
    control.focus();
    if (SET_AS_A_WHOLE.includes(control.type)) {
      control.value = text;
      tell(control, "input", "change");
      return control.value === text;
    }
    control.select();
    if (!text && !control.value) return true;
    const inputType = text ? "insertText" : "deleteContentBackward";
    const about = new InputEvent("beforeinput", { inputType, data: text || null, bubbles: true, cancelable: true, composed: true });
    // The one event that editing by command leaves out; a page that refuses the text there gets none, as from a person.
    return !control.dispatchEvent(about) || document.execCommand(text ? "insertText" : "delete", false, text);
  };

  const choose = (control, words) => {
    const chosen = words.map((word) => [...control.options].find((option) => fold(option.label) === word));
    if (!chosen.every((option) => option && !option.matches(":disabled"))) return false;
    control.focus();
    for (const option of control.options) if (control.multiple) option.selected = chosen.includes(option);
    if (!control.multiple) control.selectedIndex = chosen[0].index;
    tell(control, "input", "change");
    return true;
  };

  const acts = { type, choose, tick: (control, on) => control.checked === on, attach: () => false };

  // What an act makes the page ask the server is waited for before the hand goes on: nobody chooses faster than that.
  const asked = [];
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const answers = () => Promise.race([Promise.all(asked.splice(0)).then(() => pause(0)), pause(patience)]);
  const listening = (act) => {
    const { fetch } = window;
    const { send } = XMLHttpRequest.prototype;
    window.fetch = (...words) => {
      const answer = fetch(...words);
      asked.push(answer.then((it) => it.clone().arrayBuffer()).catch(() => null));
      return answer;
    };
    XMLHttpRequest.prototype.send = function (...words) {
      asked.push(new Promise((done) => this.addEventListener("loadend", done)));
      return send.apply(this, words);
    };
    try { return act(); } finally { window.fetch = fetch; XMLHttpRequest.prototype.send = send; }
  };

  // The middle of what is seen of a node; nothing if something else lies there.
  const pointOn = (node) => {
    const within = (box) => box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    if (!within(node.getBoundingClientRect())) node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = node.getClientRects()[0];
    const point = [box.left + box.width / 2, box.top + box.height / 2];
    return belongs(document.elementFromPoint(...point), node) ? point : null;
  };
  const belongs = (hit, node) => Boolean(hit) && (node.contains(hit) || hit.closest("label")?.control === node);

  for (const [done, [place, what, value]] of settings.entries()) {
    const control = at(place);
    if (!usable(control)) return { done };
    if (!listening(() => acts[what](control, value))) return { done, point: what === "tick" ? pointOn(control) : null };
    if (asked.length) await answers();
  }
  const done = settings.length;
  if (!press) return { done };

  const pressed = at(press);
  if (!pressed) return { done, gone: true };
  const form = pressed.form;
  if (form && !form.noValidate && !pressed.formNoValidate && pressed.type !== "button") {
    const label = (field) => (field.labels && field.labels[0] ? field.labels[0].innerText.trim() : field.name);
    const reason = (field) => field.validationMessage || `shorter than ${field.minLength} characters`;
    const wrong = [...form.elements]
      .filter((field) => field.willValidate && (!field.validity.valid || tooShort(field)))
      .map((field) => `${label(field)} (${reason(field)})`);
    if (wrong.length) return { done, wrong };
  }

  // Whether the press meets what it is meant for, whether a script takes it over, and whether it leads away.
  const watch = { hit: false, click: "", submit: "", leaves: false };
  const parts = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
  const guard = (event) => {
    if (!belongs(event.target, pressed)) { event.preventDefault(); event.stopImmediatePropagation(); }
    else if (event.type === "click") watch.hit = true;
    if (event.type === "click") window.rehearsalUnguard();
  };
  window.rehearsalUnguard?.();
  window.rehearsalUnguard = () => parts.forEach((part) => window.removeEventListener(part, guard, true));
  parts.forEach((part) => window.addEventListener(part, guard, true));
  for (const kind of ["click", "submit"])
    window.addEventListener(kind, (event) => { watch[kind] = event.defaultPrevented ? "taken" : "sent"; }, { once: true });
  window.navigation?.addEventListener("navigate", (event) => {
    watch.leaves ||= !event.destination.sameDocument && !event.downloadRequest;
  });
  window.rehearsalWatch = watch;
  window.rehearsalPressed = pressed;
  return { done, point: usable(pressed) ? pointOn(pressed) : null };
}

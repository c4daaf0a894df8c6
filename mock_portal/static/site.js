// What scripts add to pages that already work without them; each part finds its own controls by a data attribute.

const PAUSE_WHILE_TYPING = 120;
const MOST_FOUND = 20; // the server's answer ends here

async function fetchChoices(address, signal) {
  const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

function wasAborted(failure) {
  return failure.name === "AbortError";
}

function changed(control) {
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

// Dependent drop-downs: the options of one field follow the value of another.

function followOtherField(select) {
  const source = select.form.elements[select.dataset.dependsOn];
  const placeholder = select.querySelector('option[value=""]');
  const invitation = placeholder.textContent;
  let current = new AbortController();

  function show(choices, kept) {
    const options = choices.map(({ value, label }) => new Option(label, value, false, value === kept));
    select.replaceChildren(placeholder, ...options);
    changed(select);
  }

  async function refresh() {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    const kept = select.value;
    placeholder.textContent = invitation;
    select.disabled = false;
    if (!source.value) return show([], "");
    // A disabled drop-down keeps a quick hand from choosing among options that are about to go.
    select.disabled = true;
    try {
      const address = select.dataset.optionsFrom.replace("{value}", encodeURIComponent(source.value));
      show(await fetchChoices(address, signal), kept);
    } catch (failure) {
      if (wasAborted(failure)) return;
      placeholder.textContent = "未能载入，请重新选择上一项";
      show([], "");
    }
    select.disabled = false;
  }

  source.addEventListener("change", refresh);
  // After “back” a browser restores the other field but not the options that had been fetched for it.
  if (source.value && select.options.length === 1) refresh();
}

// Live search: a text field becomes a combobox whose list comes from the server.

function companionOf(input) {
  const name = input.dataset.searchInto;
  const findings = document.querySelector(`[data-findings-of="${input.id}"]`);
  if (!findings) return input.form.elements[name];
  const companion = document.createElement("input");
  companion.type = "hidden";
  companion.name = name;
  companion.value = findings.querySelector("input:checked")?.value ?? "";
  findings.replaceWith(companion);
  return companion;
}

function listboxFor(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.role = "listbox";
  list.ariaLabel = "检索结果";
  list.hidden = true;
  input.after(list);
  return list;
}

function announcerFor(input) {
  const announcer = document.createElement("p");
  announcer.className = "hint";
  announcer.ariaLive = "polite";
  input.parentElement.after(announcer);
  return announcer;
}

function foundWords(count) {
  if (count >= MOST_FOUND) return `结果较多，显示前 ${count} 项；没有要找的，请输入更完整的名称`;
  return count ? `找到 ${count} 项，请从列表中选择` : "没有找到，请换用全称中的其它关键字";
}

function searchWhileTyping(input) {
  const companion = companionOf(input);
  const list = listboxFor(input);
  const announcer = announcerFor(input);
  let current = new AbortController();
  let pause = 0;

  function activate(option) {
    for (const each of list.children) each.ariaSelected = String(each === option);
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.ariaExpanded = String(isOpen);
    if (!isOpen) activate(null);
  }

  function choose(option) {
    input.value = option.textContent;
    companion.value = option.dataset.value;
    announcer.textContent = "";
    open(false);
    changed(input);
  }

  function optionFor({ value, label }, position) {
    const option = document.createElement("li");
    option.id = `${list.id}-${position}`;
    option.role = "option";
    option.ariaSelected = "false";
    option.dataset.value = value;
    option.textContent = label;
    return option;
  }

  function show(choices) {
    list.replaceChildren(...choices.map(optionFor));
    announcer.textContent = foundWords(choices.length);
    open(choices.length > 0);
  }

  async function search() {
    const { signal } = current;
    try {
      show(await fetchChoices(input.dataset.searchFrom + encodeURIComponent(input.value.trim()), signal));
    } catch (failure) {
      if (wasAborted(failure)) return;
      open(false);
      announcer.textContent = "检索暂不可用，请稍后再试";
    }
  }

  function typed(event) {
    if (event.isComposing) return;
    companion.value = "";
    current.abort();
    current = new AbortController();
    clearTimeout(pause);
    announcer.textContent = "";
    if (input.value.trim()) pause = setTimeout(search, PAUSE_WHILE_TYPING);
    else open(false);
  }

  function pressed(event) {
    const active = list.querySelector('[aria-selected="true"]');
    const keys = {
      ArrowDown: () => activate(active?.nextElementSibling ?? list.firstElementChild),
      ArrowUp: () => activate(active?.previousElementSibling ?? list.lastElementChild),
      Enter: () => active && choose(active),
      Escape: () => open(false),
    };
    if (list.hidden || event.isComposing || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  }

  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.setAttribute("aria-controls", list.id);
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", () => open(false));
  // Pressing on an option must not take the focus, or the list would close before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) choose(option);
  });
}

function retireSearchButton(button) {
  // As a plain button it is no longer what the Enter key presses.
  button.type = "button";
  button.hidden = true;
}

// Fields that matter only for one value of another field: data-shown-when="name=value".

function showWhen(control) {
  const [name, value] = control.dataset.shownWhen.split("=");
  const form = control.form ?? control.closest("form");
  const field = control.closest(".field");
  const update = () => { field.hidden = form.elements[name].value.trim() !== value; };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}

// Countdowns run on the portal's clock: the page brings its time along, the browser only measures what passed since.

function remaining(seconds) {
  const parts = [[86400, "天"], [3600, "小时"], [60, "分"], [1, "秒"]];
  const words = parts.map(([size, unit], place) => {
    const count = Math.floor((place ? seconds % parts[place - 1][0] : seconds) / size);
    return `${count} ${unit}`;
  });
  const first = parts.findIndex(([size]) => seconds >= size);
  return words.slice(first).join(" ");
}

function countDown(timer) {
  const left = (Date.parse(timer.dataset.countdown) - Date.parse(timer.dataset.now)) / 1000;
  const start = performance.now();
  const show = () => {
    const seconds = Math.ceil(left - (performance.now() - start) / 1000);
    timer.textContent = seconds > 0 ? `剩余 ${remaining(seconds)}` : "已到期";
    if (seconds <= 0) clearInterval(ticking);
  };
  const ticking = setInterval(show, 1000);
  show();
}

// A refused form begins at what is wrong with it.

function focusOnFirstAlert() {
  const alert = document.querySelector("main [role=alert]");
  if (!alert) return;
  alert.tabIndex = -1;
  alert.focus();
}

const PARTS = [
  ["select[data-options-from]", followOtherField],
  ["input[data-search-from]", searchWhileTyping],
  ["[data-search-for]", retireSearchButton],
  ["[data-shown-when]", showWhen],
  ["[data-countdown]", countDown],
];

for (const [selector, enliven] of PARTS) document.querySelectorAll(selector).forEach(enliven);
focusOnFirstAlert();

"use strict";
// Filters, tabs, pictures, and the stories of what passed. Without scripts what did not pass can still be read.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const scenarios = all("details.scenario");
  const filters = document.querySelector(".filters");
  const tabs = all(".tabs a");
  const sections = tabs.map((tab) => document.querySelector(tab.hash));

  // The stories of what passed come packed, and are unpacked when somebody opens one or searches for a word.
  let tales = null;
  const unpack = async () => {
    if (tales) return;
    const bytes = Uint8Array.from(atob(document.getElementById("packed").textContent), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    tales = await new Response(plain).json();
  };
  const lay = async (scenario) => {
    const tale = scenario.querySelector("[data-packed]");
    if (!tale) return;
    await unpack();
    tale.innerHTML = tales[tale.dataset.packed];
    delete tale.dataset.packed;
    prepare(tale);
  };

  // What can be searched: everything that stands in a scenario, read when it is first needed.
  const texts = new Map();
  const text = (scenario) => {
    if (!texts.has(scenario)) {
      const packed = scenario.querySelector("[data-packed]")?.dataset.packed;
      const tale = packed ? tales[packed].replace(/<template[^]*?<\/template>|<[^>]*>/g, " ") : "";
      texts.set(scenario, `${scenario.textContent} ${tale}`.replace(/\s+/g, " ").toLowerCase());
    }
    return texts.get(scenario);
  };

  const filter = async () => {
    if (filters.elements.text.value.trim()) await unpack();
    const wish = new FormData(filters);
    const outcomes = wish.getAll("outcome");
    const words = wish.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (scenario) =>
      (!outcomes.length || outcomes.includes(scenario.dataset.outcome)) &&
      ["path", "area", "driver"].every((key) => !wish.get(key) || wish.get(key) === scenario.dataset[key]) &&
      words.every((word) => text(scenario).includes(word));
    let shown = 0;
    for (const scenario of scenarios) {
      scenario.hidden = !fits(scenario);
      shown += scenario.hidden ? 0 : 1;
    }
    for (const path of all("section.path")) path.hidden = !path.querySelector("details.scenario:not([hidden])");
    document.querySelector(".nothing").hidden = shown > 0;
    filters.querySelector("output").value = shown === scenarios.length ? "" : `${shown} of ${scenarios.length}`;
  };
  filters.hidden = false;
  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());

  // A page that no browser drew is shown when its scenario is opened, in a frame that may do nothing.
  const show = (scenario) => {
    for (const page of all("template.page", scenario)) {
      const frame = document.createElement("iframe");
      frame.className = "page";
      frame.title = "the last page that a person saw";
      frame.setAttribute("sandbox", "");
      frame.srcdoc = page.content.textContent;
      page.replaceWith(frame);
    }
  };
  for (const scenario of scenarios)
    scenario.addEventListener("toggle", async () => {
      if (!scenario.open) return;
      await lay(scenario);
      show(scenario);
    });

  const turnTo = (section) => {
    sections.forEach((one, n) => {
      one.hidden = one !== section;
      if (one === section) tabs[n].setAttribute("aria-current", "true");
      else tabs[n].removeAttribute("aria-current");
    });
  };
  const goTo = () => {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    turnTo((place && place.closest("main > section")) || sections[0]);
    if (!place || sections.includes(place)) return scrollTo(0, 0);
    if (place.matches("details.scenario")) {
      place.open = true;
      if (place.hidden) { filters.reset(); filter(); }
    }
    place.scrollIntoView();
  };
  addEventListener("hashchange", goTo);

  for (const cell of all("a.cell"))
    cell.addEventListener("click", () => {
      filters.reset();
      filters.elements.path.value = cell.dataset.path;
      filters.elements.area.value = cell.dataset.area;
      filter();
    });

  const large = document.querySelector("dialog.large");
  large.addEventListener("click", () => large.close());
  const prepare = (part) => {
    for (const button of all("button[data-enlarge]", part))
      button.addEventListener("click", () => {
        large.querySelector("img").src = button.querySelector("img").src;
        large.showModal();
      });
    if (!navigator.clipboard) return;
    for (const button of all("button[data-copy]", part)) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.previousElementSibling.textContent);
        button.textContent = "Copied";
      });
    }
  };
  prepare(document);

  const first = scenarios.find((scenario) => scenario.matches(".failed, .flaky"));
  if (first && !location.hash) first.open = true;
  goTo();
})();

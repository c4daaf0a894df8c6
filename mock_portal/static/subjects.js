// Ticks of 报考科目 follow the chosen specialty: the server says which subjects are ticked by default.

function followSpecialty(group) {
  const form = group.closest("form");
  const specialty = form.elements[group.dataset.ticksFollow];
  const shownFor = form.elements.subjects_for;
  let current = new AbortController();

  function tick(ticked) {
    for (const box of group.querySelectorAll("input")) box.checked = ticked.includes(box.value);
    shownFor.value = specialty.value;
  }

  async function refresh() {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    group.disabled = false;
    if (specialty.value === shownFor.value) return;
    // A disabled group keeps a quick hand from ticking what is about to be ticked anew.
    group.disabled = true;
    try {
      const address = group.dataset.ticksFrom.replace("{value}", encodeURIComponent(specialty.value));
      const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
      tick((await answer.json()).ticked);
    } catch (failure) {
      // Without an answer the ticks stay, and the server asks to check them once more.
      if (failure.name === "AbortError") return;
    }
    group.disabled = false;
  }

  specialty.addEventListener("change", refresh);
}

document.querySelectorAll("[data-ticks-follow]").forEach(followSpecialty);
document.querySelectorAll('button[name="act"][value="subjects"]').forEach((button) => { button.hidden = true; });

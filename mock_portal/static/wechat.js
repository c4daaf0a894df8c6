// The page with a QR code presses its own button as soon as the phone has answered, and says when the code is dead.

const EVERY = 1500;
const DEAD = "二维码已失效，请刷新二维码。";

async function stateAt(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  return answer.ok ? (await answer.json()).state : "dead";
}

function pause() {
  return new Promise((resolve) => { setTimeout(resolve, EVERY); });
}

// Asks again only after an answer, and not at all once the button was pressed: a code serves once, and a second press would
// take back the first.
async function watch(place) {
  const form = place.closest("form");
  let pressed = false;
  form.addEventListener("submit", (event) => {
    if (pressed) event.preventDefault();
    pressed = true;
  });
  // Who comes back to the page as it was left finds a button that works.
  addEventListener("pageshow", ({ persisted }) => { if (persisted) pressed = false; });
  while (!pressed) {
    await pause();
    if (document.hidden) continue;
    // The network may come back; the button works meanwhile.
    const state = await stateAt(place.dataset.wechatStatus).catch(() => "waiting");
    if (pressed || state === "waiting") continue;
    if (state === "answered") form.requestSubmit();
    else place.textContent = DEAD;
    return;
  }
}

document.querySelectorAll("[data-wechat-status]").forEach(watch);

// The page with a QR code presses its own button as soon as the phone has answered, and says when the code is dead.

const EVERY = 1500;
const DEAD = "二维码已失效，请刷新二维码。";

async function stateAt(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  return answer.ok ? (await answer.json()).state : "dead";
}

function watch(place) {
  const act = {
    waiting: () => {},
    answered: () => place.closest("form").requestSubmit(),
    dead: () => { place.textContent = DEAD; },
  };
  const watching = setInterval(async () => {
    if (document.hidden) return;
    try {
      const state = await stateAt(place.dataset.wechatStatus);
      if (state !== "waiting") clearInterval(watching);
      act[state]();
    } catch {
      // The network may come back; the button works meanwhile.
    }
  }, EVERY);
}

document.querySelectorAll("[data-wechat-status]").forEach(watch);

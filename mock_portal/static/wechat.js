// The page with a QR code presses its own button as soon as the phone has answered, or the code has died.

const EVERY = 1500;

async function isWaiting(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  return answer.ok && (await answer.json()).waiting;
}

function watch(place) {
  const watching = setInterval(async () => {
    if (document.hidden) return;
    try {
      if (await isWaiting(place.dataset.wechatStatus)) return;
    } catch {
      return; // The network may come back; the button works meanwhile.
    }
    clearInterval(watching);
    place.closest("form").requestSubmit();
  }, EVERY);
}

document.querySelectorAll("[data-wechat-status]").forEach(watch);

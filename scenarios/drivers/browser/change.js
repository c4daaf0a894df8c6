// Waits until the page changes in any way, at most so many milliseconds.
(patience) =>
  new Promise((done) => {
    const observer = new MutationObserver(() => finish());
    const timer = setTimeout(() => finish(), patience);
    const finish = () => { observer.disconnect(); clearTimeout(timer); done(null); };
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  })

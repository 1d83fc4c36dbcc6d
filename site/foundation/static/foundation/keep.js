// Keeps what is typed into a form on this device until the server has it: a line may drop, a browser may close.
// <form data-keep="name" data-saved="when the server saved last, in ms" data-keep-offer="words" data-keep-button="words">
(() => {
  const PREFIX = "corridor.keep.";
  const store = (() => {
    try {
      localStorage.setItem(PREFIX, "");
      localStorage.removeItem(PREFIX);
      return localStorage;
    } catch {
      return null;
    }
  })();
  if (!store) return;
  const form = document.querySelector("form[data-keep]");
  const key = form && PREFIX + form.dataset.keep;
  const sent = sessionStorage.getItem(PREFIX);
  // The server answered with another page: it has what was sent.
  if (sent && sent !== key) {
    store.removeItem(sent);
    sessionStorage.removeItem(PREFIX);
  }
  if (!form) return;

  const fields = () => [...form.elements].filter((one) => one.name && !["hidden", "file", "submit", "button"].includes(one.type));
  const read = () => fields().map((one) => [one.name, ["checkbox", "radio"].includes(one.type) ? one.checked : one.value]);

  function offer(kept) {
    const box = document.createElement("div");
    box.className = "message message-info";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = form.dataset.keepOffer + " ";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = form.dataset.keepButton;
    button.addEventListener("click", () => {
      fields().forEach((one, at) => {
        const [name, value] = kept.values[at] ?? [];
        if (name !== one.name) return;
        if (typeof value === "boolean") one.checked = value;
        else one.value = value;
      });
      box.remove();
    });
    words.append(button);
    box.append(words);
    form.before(box);
  }

  const kept = JSON.parse(store.getItem(key) ?? "null");
  if (kept && kept.at > Number(form.dataset.saved || 0) && JSON.stringify(kept.values) !== JSON.stringify(read())) offer(kept);

  // data-kept says that this device has what is typed.
  function keep() {
    store.setItem(key, JSON.stringify({ at: Date.now(), values: read() }));
    form.dataset.kept = "";
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    delete form.dataset.kept;
    waiting = setTimeout(keep, 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep();
    sessionStorage.setItem(PREFIX, key);
  });
})();

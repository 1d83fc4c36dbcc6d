// Asks for what is new while the page is looked at, less and less often while nothing comes.
// <div data-live hx-get="..." hx-trigger="corridor:ask">: 204 means that nothing is new.
(() => {
  const SHORTEST = 20_000, LONGEST = 300_000;
  let pause = SHORTEST, waiting = 0;
  const watched = () => document.querySelector("[data-live]");

  function wait() {
    clearTimeout(waiting);
    if (document.visibilityState === "visible" && watched()) waiting = setTimeout(ask, pause);
  }
  function ask() {
    const element = watched();
    if (element && document.visibilityState === "visible") element.dispatchEvent(new Event("corridor:ask"));
  }
  document.addEventListener("visibilitychange", () => {
    pause = SHORTEST;
    wait();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.target.matches?.("[data-live]")) return;
    const answer = event.detail.xhr;
    pause = answer?.status === 200 ? SHORTEST : Math.min(pause * 2, LONGEST);
    wait();
  });
  wait();
})();

/**
 * Brings a picture, or a list, to the reader: right below the chapters' bar, and under the keyboard's focus; where
 * there is no such bar, on the first screen, to the page's head. It is marked for a moment, and keeps its place while
 * what stands above it arrives, until the reader moves.
 */

/** So long what stands above may still grow. */
const KEPT_MS = 1500;

export function standAt(picture: HTMLElement): void {
  const to = (): void => {
    const bar = document.querySelector<HTMLElement>(".chapter-bar");
    const top = bar ? window.scrollY + picture.getBoundingClientRect().top - bar.offsetHeight : 0;
    window.scrollTo({ top, behavior: "instant" });
  };
  picture.tabIndex = -1;
  picture.dataset["stood"] = "";
  picture.focus({ preventScroll: true });
  to();
  const watch = new ResizeObserver(to);
  watch.observe(document.body);
  const moves = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
  const end = (): void => {
    watch.disconnect();
    for (const move of moves) window.removeEventListener(move, end);
  };
  for (const move of moves) window.addEventListener(move, end, { passive: true });
  setTimeout(() => {
    end();
    delete picture.dataset["stood"];
  }, KEPT_MS);
}

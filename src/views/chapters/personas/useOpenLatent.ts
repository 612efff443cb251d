/** Opening a feature's card: it comes under the reader's eyes and under the keyboard's focus, open before or not. */
import { withLatent } from "../../../state/edits/personas";
import { useApp, useChange } from "../../page/store";

/** Null closes it. */
export function useOpenLatent(): (latent: number | null) => void {
  const now = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const change = useChange();
  return (latent) => {
    change((experiment) => withLatent(experiment, latent));
    // One that is opened anew comes by itself.
    if (latent !== null && latent === now) bringCard(document.querySelector("section.card h2"));
  };
}

export function bringCard(heading: HTMLElement | null): void {
  const card = heading?.closest("section");
  if (!card) return;
  const bar = document.querySelector<HTMLElement>(".chapter-bar");
  window.scrollBy({ top: card.getBoundingClientRect().top - (bar?.offsetHeight ?? 0) });
  heading?.focus({ preventScroll: true });
}

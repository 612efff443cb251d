/**
 * What the screen is like: its theme (the reader's choice on <html data-theme>, else the system's; light on a printer,
 * and canvas cannot read CSS variables) and whether it is narrow. A picture that is drawn for a file stands on no
 * screen: it has a theme and full width.
 */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Theme } from "./palette";

const DARK = "(prefers-color-scheme: dark)";
const PRINTING = "print";

function current(): Theme {
  if (matchMedia(PRINTING).matches) return "light";
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia(DARK).matches ? "dark" : "light";
}

function subscribe(changed: () => void): () => void {
  const media = [matchMedia(DARK), matchMedia(PRINTING)];
  const observer = new MutationObserver(changed);
  for (const query of media) query.addEventListener("change", changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    for (const query of media) query.removeEventListener("change", changed);
    observer.disconnect();
  };
}

const OnPaper = createContext<Theme | null>(null);

/** Below this provider a picture is drawn for a file, in the theme given. */
export const Paper = OnPaper.Provider;

export function useTheme(): Theme {
  const onScreen = useSyncExternalStore(subscribe, current, () => "light" as const);
  return useContext(OnPaper) ?? onScreen;
}

/** True where a picture is drawn for a file. */
export function useOnPaper(): boolean {
  return useContext(OnPaper) !== null;
}

const NARROW = "(max-width: 480px)";

function subscribeToWidth(changed: () => void): () => void {
  const media = matchMedia(NARROW);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** True on a screen as narrow as a phone's. */
export function useNarrow(): boolean {
  const narrow = useSyncExternalStore(
    subscribeToWidth,
    () => matchMedia(NARROW).matches,
    () => false,
  );
  return !useOnPaper() && narrow;
}

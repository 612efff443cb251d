/**
 * Whether a field may take the focus by itself: not where that would open a keyboard on the screen.
 */
export function hasKeyboard(): boolean {
  return window.matchMedia("(hover: hover) and (pointer: fine)").matches;
}

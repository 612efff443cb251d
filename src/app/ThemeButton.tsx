/** Turns the page's colours over; named for what a press brings. */
import { useTheme } from "../views/charts/frame/theme";

export function ThemeButton() {
  const dark = useTheme() === "dark";
  const title = dark ? "Light colours" : "Dark colours";
  const turn = (): void => {
    document.documentElement.dataset["theme"] = dark ? "light" : "dark";
  };
  return (
    <button type="button" onClick={turn} aria-label={title} title={title}>
      {dark ? "Light" : "Dark"}
    </button>
  );
}

/** In the place of what shows sheets, while they are on their way or where they did not arrive. */
import { useApp, useServices } from "./store";

export function MissingSheets() {
  const { runner } = useServices();
  const file = useApp(({ sheets }) => sheets?.file ?? null);
  if (file?.status !== "failed") return <p className="chapter-wait">The sheets are on their way.</p>;
  const { message, advice } = file.failure;
  return (
    <p className="notice" role="alert">
      {message} {advice}{" "}
      <button type="button" onClick={() => runner.fetchAgain()}>
        Try again
      </button>
    </p>
  );
}

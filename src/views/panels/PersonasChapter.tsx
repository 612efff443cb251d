/**
 * Chapter 2, "Which personas": which of the voices that the model once read the training woke up.
 */
export function PersonasChapter() {
  return (
    <p className="chapter-wait">The pictures of this chapter need a feature dictionary, and none is shipped yet.</p>
  );
}

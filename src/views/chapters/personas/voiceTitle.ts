/** A voice's id as words: "any-bad" is any bad voice, "forum-troll" the forum troll. */
export function voiceTitle(id: string): string {
  return id === "any-bad" ? "any bad voice" : id.replaceAll(/[-_]+/g, " ");
}

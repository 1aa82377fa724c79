/** Keys of the page's own; classes get the others. */
const OWN = "jkur";

const FOR_CLASSES = "1234567890abcdefghijklmnopqrstuvwxyz".split("").filter(key => !OWN.includes(key));

/** The key of the class with this number, from 0; undefined where keys run out. */
export const keyOfClass = number => FOR_CLASSES[number];

/** What a key press means: {move}, {undo}, {replay}, {find} or {number} of a class; null for nothing. */
export function meaning(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return null;
  }
  const writing = event.target.closest?.("input, select, textarea");
  if (writing) {
    return event.key === "Escape" || event.key === "Enter" ? {leave: true} : null;
  }
  switch (event.key) {
    case "j": case "ArrowDown": case "ArrowRight": return {move: 1};
    case "k": case "ArrowUp": case "ArrowLeft": return {move: -1};
    case "u": return {undo: true};
    case "r": return {replay: true};
    case "/": return {find: true};
    default: {
      const number = FOR_CLASSES.indexOf(event.key);
      return number < 0 ? null : {number};
    }
  }
}

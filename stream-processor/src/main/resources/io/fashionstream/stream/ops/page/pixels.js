const EDGE = 28;
/** Heat that is covered less than this share of the strongest is not painted, so that the picture stays to be seen. */
const FAINT = .04;
/** Nats under which even the strongest is not painted in full: odds that change by a tenth. */
const WEAK = .1;

/** Draws 28 x 28 gray bytes in Base64, 0 for the background, dark on white. */
export function draw(canvas, pixels) {
  const bytes = atob(pixels);
  paint(canvas, i => Array(3).fill(255 - bytes.charCodeAt(i)));
}

/**
 * Draws the same picture faintly, and over it how much each pixel counts: blue where it speaks for the label, orange where
 * it speaks against it. The strongest of all has the full colour.
 */
export function drawHeat(canvas, pixels, heat) {
  const bytes = atob(pixels);
  const falls = heat.flat();
  const strongest = Math.max(WEAK, ...falls.map(Math.abs));
  paint(canvas, i => {
    const gray = 255 - bytes.charCodeAt(i) / 3;
    const share = Math.abs(falls[i]) / strongest;
    const colour = falls[i] > 0 ? [20, 66, 214] : [214, 96, 0];
    return colour.map(part => share < FAINT ? gray : gray + share * (part - gray));
  });
}

function paint(canvas, colourOf) {
  const context = canvas.getContext("2d");
  const drawn = context.createImageData(EDGE, EDGE);
  for (let i = 0; i < EDGE * EDGE; i++) {
    drawn.data.set([...colourOf(i), 255], 4 * i);
  }
  context.putImageData(drawn, 0, 0);
}

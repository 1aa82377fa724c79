package io.fashionstream.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Pictures that no model of this data set knows, drawn by kind; the same ones every time. */
final class Outsiders {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 400;
    private static final String TEXT =
            "the quick brown fox jumps over a lazy dog and reads the fine print of every offer";

    private Outsiders() {}

    /** So many encoded pictures of each kind; {@code products} are data set images, light on dark. */
    static Map<String, List<byte[]>> ofEachKind(int count, List<byte[]> products) {
        Map<String, Function<Random, byte[]>> kinds = new LinkedHashMap<>();
        kinds.put("nothing on the picture", random -> Encoded.jpeg(Photos.blank(WIDTH, HEIGHT, plain(random))));
        kinds.put("white on white", random -> Encoded.jpeg(whiteOnWhite(any(products, random), random)));
        kinds.put("colour noise", random -> Encoded.png(noise(random, WIDTH / 2, HEIGHT / 2)));
        kinds.put("speckles on white", random -> Encoded.png(speckles(random)));
        kinds.put("28 x 28 noise", Outsiders::denseNoise);
        kinds.put("28 x 28 sparse dots", Outsiders::sparseNoise);
        kinds.put("landscape", random -> Encoded.jpeg(landscape(random)));
        kinds.put("page of text", random -> Encoded.png(text(random)));
        kinds.put(
                "product on dark", random -> Encoded.jpeg(inverted(Photos.on(any(products, random), Photos.BACKDROP))));
        kinds.put("28 x 28 dark on light", random -> Encoded.png(negative(any(products, random))));
        kinds.put("plain shape on white", random -> Encoded.png(shape(random)));
        Map<String, List<byte[]>> pictures = new LinkedHashMap<>();
        kinds.forEach((kind, draw) -> pictures.put(
                kind,
                IntStream.range(0, count)
                        .mapToObj(i -> draw.apply(new Random(31L * kind.hashCode() + i)))
                        .toList()));
        return pictures;
    }

    private static byte[] any(List<byte[]> products, Random random) {
        return products.get(random.nextInt(products.size()));
    }

    private static int plain(Random random) {
        int[] levels = {0xff, 0xfd, 0xf0, 0xe0, 0};
        return gray(levels[random.nextInt(levels.length)]);
    }

    private static int gray(int level) {
        return level << 16 | level << 8 | level;
    }

    /** A garment that is at most 30 levels darker than its backdrop, as shades and seams of a white one are. */
    private static BufferedImage whiteOnWhite(byte[] product, Random random) {
        return Photos.on(faded(product, 10 + random.nextInt(21)), Photos.BACKDROP);
    }

    /** The same product with at most so much ink. */
    static byte[] faded(byte[] product, int ink) {
        byte[] pale = new byte[product.length];
        for (int i = 0; i < pale.length; i++) {
            pale[i] = (byte) (Byte.toUnsignedInt(product[i]) * ink / 255);
        }
        return pale;
    }

    private static BufferedImage noise(Random random, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, random.nextInt());
        }
        return picture;
    }

    private static BufferedImage speckles(Random random) {
        BufferedImage picture = Photos.blank(WIDTH, HEIGHT, 0xffffff);
        for (int i = 0; i < WIDTH * HEIGHT / 5; i++) {
            picture.setRGB(random.nextInt(WIDTH), random.nextInt(HEIGHT), gray(random.nextInt(128)));
        }
        return picture;
    }

    private static byte[] denseNoise(Random random) {
        byte[] gray = new byte[784];
        random.nextBytes(gray);
        return gray;
    }

    private static byte[] sparseNoise(Random random) {
        byte[] gray = new byte[784];
        for (int i = 0; i < gray.length / 5; i++) {
            gray[random.nextInt(gray.length)] = (byte) (128 + random.nextInt(128));
        }
        return gray;
    }

    private static BufferedImage landscape(Random random) {
        BufferedImage picture = Photos.blank(HEIGHT, WIDTH, 0x87b5e8 + random.nextInt(0x10));
        Graphics2D graphics = smooth(picture);
        graphics.setColor(new Color(0xffe9a0));
        graphics.fillOval(random.nextInt(HEIGHT - 60), 10 + random.nextInt(50), 50, 50);
        for (int hill = 0; hill < 3; hill++) {
            graphics.setColor(new Color(60 + random.nextInt(40), 100 + 20 * hill, 50 + random.nextInt(30)));
            Polygon ridge = new Polygon();
            ridge.addPoint(0, WIDTH);
            for (int x = 0; x <= HEIGHT; x += 40) {
                ridge.addPoint(x, 120 + 40 * hill + random.nextInt(50));
            }
            ridge.addPoint(HEIGHT, WIDTH);
            graphics.fillPolygon(ridge);
        }
        graphics.dispose();
        return picture;
    }

    private static BufferedImage text(Random random) {
        BufferedImage picture = Photos.blank(WIDTH, HEIGHT, 0xffffff);
        int[] words = TEXT.chars().toArray();
        for (int y = 20; y < HEIGHT - 20; y += 12) {
            for (int x = 20; x < WIDTH - 20 - random.nextInt(60); x += 6) {
                letter(picture, x, y, words[random.nextInt(words.length)]);
            }
        }
        return picture;
    }

    /** Four by seven pixels that look like print; no fonts are needed. */
    private static void letter(BufferedImage picture, int x, int y, int letter) {
        for (int i = 0; letter != ' ' && i < 28; i++) {
            if ((((letter * 2_654_435_761L) >> i) & 1) != 0) {
                picture.setRGB(x + i % 4, y + i / 4, 0x202020);
            }
        }
    }

    private static BufferedImage inverted(BufferedImage photo) {
        for (int i = 0; i < photo.getWidth() * photo.getHeight(); i++) {
            int x = i % photo.getWidth();
            int y = i / photo.getWidth();
            photo.setRGB(x, y, ~photo.getRGB(x, y));
        }
        return photo;
    }

    private static byte[] negative(byte[] product) {
        byte[] negative = new byte[product.length];
        for (int i = 0; i < negative.length; i++) {
            negative[i] = (byte) ~product[i];
        }
        return negative;
    }

    private static BufferedImage shape(Random random) {
        BufferedImage picture = Photos.blank(WIDTH, HEIGHT, 0xffffff);
        Graphics2D graphics = smooth(picture);
        graphics.setColor(new Color(random.nextInt(120), random.nextInt(120), random.nextInt(120)));
        graphics.setStroke(new BasicStroke(15 + random.nextInt(30)));
        int size = 100 + random.nextInt(120);
        switch (random.nextInt(3)) {
            case 0 -> graphics.fillOval(40, 60, size, size);
            case 1 -> graphics.drawOval(40, 60, size, size);
            default -> {
                graphics.drawLine(40, 60 + size / 2, 40 + size, 60 + size / 2);
                graphics.drawLine(40 + size / 2, 60, 40 + size / 2, 60 + size);
            }
        }
        graphics.dispose();
        return picture;
    }

    private static Graphics2D smooth(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return graphics;
    }
}

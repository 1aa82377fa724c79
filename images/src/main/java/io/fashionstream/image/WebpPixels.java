package io.fashionstream.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes one checked bitstream with the WebP library. Each call makes a reader of its own, because readers must not be shared. */
final class WebpPixels {
    private WebpPixels() {}

    /** The subsampled picture, as it is stored. */
    static Picture read(WebpBitstream stream, DecodeLimits limits) throws Undecodable {
        Sampling sampling = Sampling.of(stream.width(), stream.height());
        BufferedImage decoded = decode(stream, sampling, limits);
        Picture picture = sampling.newPicture();
        if (decoded.getWidth() != picture.width || decoded.getHeight() != picture.height) {
            throw Undecodable.corrupt(
                    "expected %d x %d WebP pixels, got %d x %d",
                    picture.width, picture.height, decoded.getWidth(), decoded.getHeight());
        }
        int[] argb = decoded.getRGB(0, 0, picture.width, picture.height, null, 0, picture.width);
        return new Picture(picture.width, picture.height, argb);
    }

    /** The green samples of the whole picture, row-major: what alpha planes are coded in. */
    static byte[] readGreen(WebpBitstream stream, DecodeLimits limits) throws Undecodable {
        BufferedImage decoded = decode(stream, new Sampling(stream.width(), stream.height(), 1), limits);
        byte[] green = new byte[stream.width() * stream.height()];
        int[] line = new int[stream.width()];
        for (int y = 0; y < stream.height(); y++) {
            decoded.getRGB(0, y, line.length, 1, line, 0, line.length);
            for (int x = 0; x < line.length; x++) {
                green[y * line.length + x] = (byte) (line[x] >> 8);
            }
        }
        return green;
    }

    private static BufferedImage decode(WebpBitstream stream, Sampling sampling, DecodeLimits limits)
            throws Undecodable {
        MemoryAllowance allowance = new MemoryAllowance(stream.allowedBytes(limits));
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        try (ImageInputStream input = new PaddedInput(stream.toFile(), allowance)) {
            reader.setInput(input, true, true);
            ImageReadParam subsampling = reader.getDefaultReadParam();
            subsampling.setSourceSubsampling(sampling.step(), sampling.step(), sampling.offsetX(), sampling.offsetY());
            return reader.read(0, subsampling);
        } catch (MemoryAllowance.Exceeded exceeded) {
            throw limits.overWorkingBytes(
                    "a WebP of %d x %d whose codes take more".formatted(stream.width(), stream.height()));
        } catch (EOFException | PaddedInput.PastEnd ended) {
            throw Undecodable.truncated("expected more WebP image data: it ends before the picture does");
        } catch (IOException | RuntimeException | AssertionError broken) {
            throw Undecodable.corrupt("expected WebP image data, got codes that mean nothing");
        } finally {
            reader.dispose();
        }
    }
}

package io.jenkins.plugins.codecraft.storage.agent;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a zip with the permissions of POSIX, which {@link java.util.zip.ZipOutputStream} cannot: Lambda starts
 * {@code bootstrap} only when it is executable. Names are UTF-8; sizes follow the data, so it is written in one go.
 */
final class ZipWriter implements ArchiveWriter {

    private static final long LARGEST_FILE = 0xFFFFFFFFL - (1 << 20);
    private static final int MOST_FILES = 0xFFFE;
    /** Sizes follow the data, and names are UTF-8. */
    private static final int FLAGS = 1 << 3 | 1 << 11;

    private static final int VERSION = 20;
    private static final int UNIX = 3 << 8;
    private static final int DEFLATED = 8;
    /** 1980-01-01, and midnight is 0. */
    private static final int DOS_DATE = 1 << 5 | 1;

    private static final int REGULAR_FILE = 0100000;

    private final OutputStream out;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private long position;
    private int files;

    ZipWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void add(String path, int mode, long size, InputStream content) throws IOException {
        if (size > LARGEST_FILE || position > LARGEST_FILE || files == MOST_FILES) {
            throw new AgentException(AgentWords.of(ZipWriter.class, "zipHoldsMost", path));
        }
        files++;
        long begin = position;
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer local = little(30 + name.length).putInt(0x04034b50);
        common(local)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putShort((short) name.length)
                .putShort((short) 0);
        write(local.put(name).array());

        CRC32 checksum = new CRC32();
        long packed = deflate(content, size, checksum);
        write(little(16)
                .putInt(0x08074b50)
                .putInt((int) checksum.getValue())
                .putInt((int) packed)
                .putInt((int) size)
                .array());

        ByteBuffer entry = little(46 + name.length).putInt(0x02014b50).putShort((short) (UNIX | VERSION));
        common(entry).putInt((int) checksum.getValue()).putInt((int) packed).putInt((int) size);
        entry.putShort((short) name.length).putShort((short) 0).putShort((short) 0);
        entry.putShort((short) 0).putShort((short) 0);
        entry.putInt((REGULAR_FILE | mode) << 16).putInt((int) begin).put(name);
        directory.writeBytes(entry.array());
    }

    private static ByteBuffer common(ByteBuffer header) {
        return header.putShort((short) VERSION)
                .putShort((short) FLAGS)
                .putShort((short) DEFLATED)
                .putShort((short) 0)
                .putShort((short) DOS_DATE);
    }

    private long deflate(InputStream content, long size, CRC32 checksum) throws IOException {
        deflater.reset();
        byte[] plain = new byte[(int) Math.min(1 << 16, Math.max(1, size))];
        byte[] packed = new byte[1 << 16];
        for (long left = size; left > 0; ) {
            int read = content.read(plain, 0, (int) Math.min(plain.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            checksum.update(plain, 0, read);
            deflater.setInput(plain, 0, read);
            while (!deflater.needsInput()) {
                write(packed, deflater.deflate(packed));
            }
            left -= read;
        }
        deflater.finish();
        while (!deflater.finished()) {
            write(packed, deflater.deflate(packed));
        }
        return deflater.getBytesWritten();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            long begin = position;
            write(directory.toByteArray());
            write(little(22)
                    .putInt(0x06054b50)
                    .putInt(0)
                    .putShort((short) files)
                    .putShort((short) files)
                    .putInt(directory.size())
                    .putInt((int) begin)
                    .putShort((short) 0)
                    .array());
        } finally {
            deflater.end();
        }
    }

    private void write(byte[] bytes) throws IOException {
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package org.sparkrnn.io;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.security.AccessControlException;
import org.sparkrnn.data.InvalidInputException;

/**
 * A data file's bytes, decompressed according to its ending. Errors of the file itself, but not of
 * the access to it, are reported as an {@link InvalidInputException} that names it.
 */
final class DataFile {
  private final Configuration conf;
  private final Path path;
  private final CompressionCodecFactory codecs;

  DataFile(Configuration conf, String path) {
    this(conf, new Path(path), new CompressionCodecFactory(conf));
  }

  DataFile(Configuration conf, Path path, CompressionCodecFactory codecs) {
    this.conf = conf;
    this.path = path;
    this.codecs = codecs;
  }

  Path path() {
    return path;
  }

  /**
   * Opens the file.
   *
   * @param start the first byte to read; 0 if the file is compressed
   */
  InputStream open(long start) throws IOException {
    FSDataInputStream raw = openRaw();
    try {
      Decompressor decompressor = decompressor();
      if (decompressor == null) {
        raw.seek(start);
        return new Plain(raw);
      }
      Raw counted = new Raw(raw);
      return new Decompressed(decompressor.open(counted), counted);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw told(e);
    }
  }

  /** Whether the ending means compression. */
  boolean compressed() {
    return decompressor() != null;
  }

  /** Opens the file without decompression. */
  FSDataInputStream openRaw() throws IOException {
    try {
      FileSystem fs = path.getFileSystem(conf);
      // Hadoop cannot make the name of its checksum file.
      boolean unchecked = fs instanceof ChecksumFileSystem && path.getName().indexOf(':') >= 0;
      return (unchecked ? ((ChecksumFileSystem) fs).getRawFileSystem() : fs).open(path);
    } catch (IOException e) {
      throw blamed(e);
    }
  }

  private static boolean zstd(Path path) {
    String name = path.getName().toLowerCase(Locale.ROOT);
    return name.endsWith(".zst") || name.endsWith(".zstd");
  }

  private Decompressor decompressor() {
    if (zstd(path)) {
      return ZstdInputStreamNoFinalizer
          ::new; // Hadoop's codec needs a native library that Spark does not have
    }
    CompressionCodec codec = codecs.getCodec(path);
    if (codec instanceof BZip2Codec) { // which treats a truncated file as complete
      return raw -> new BZip2CompressorInputStream(raw, true);
    }
    if (codec instanceof Lz4Codec) {
      return BlockInputStream::lz4;
    }
    if (codec instanceof SnappyCodec) {
      return BlockInputStream::snappy;
    }
    return codec == null ? null : codec::createInputStream;
  }

  /** Whether the decompressor fails on wrong bytes instead of returning nothing. */
  private boolean tellsDamage() {
    CompressionCodec codec = codecs.getCodec(path);
    return codec == null
        || codec instanceof DefaultCodec // and gzip
        || codec instanceof BZip2Codec
        || codec instanceof Lz4Codec
        || codec instanceof SnappyCodec;
  }

  /** The line of a byte, from 1; line ends are those of {@link Lines}. */
  long lineNumber(long offset) throws IOException {
    long number = 1;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = open(0)) {
      boolean afterCr = false;
      for (long left = offset; left > 0; ) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException(path + " became shorter while it was read");
        }
        for (int i = 0; i < n; i++) {
          boolean cr = buffer[i] == '\r';
          number += cr || buffer[i] == '\n' && !afterCr ? 1 : 0;
          afterCr = cr;
        }
        left -= n;
      }
    }
    return number;
  }

  /** The exception for a failure to decompress. */
  private IOException told(Exception e) {
    if (e instanceof UncheckedIOException raw) {
      return blamed(raw.getCause()); // from the file system below the decompressor
    }
    if (e instanceof InvalidInputException invalid) {
      throw invalid;
    }
    String name = path.getName();
    throw new InvalidInputException(
        "%s cannot be decompressed as its ending .%s says (%s): it is cut off, it has another format, or its codec is not installed; check it, or decompress it first"
            .formatted(path, name.substring(name.lastIndexOf('.') + 1), e.getMessage()),
        e);
  }

  /** Returns failures of the network or a disk unchanged. */
  private IOException blamed(IOException e) {
    if (e instanceof ChecksumException) {
      throw new InvalidInputException(checksum(path), e);
    }
    if (e instanceof FileNotFoundException
        || e instanceof AccessControlException
        || e instanceof AccessDeniedException) {
      throw new InvalidInputException(
          path + " cannot be opened: " + e.getMessage() + "; check that you are allowed to read it",
          e);
    }
    return e;
  }

  /** The exception for a file that differs from its checksums. */
  static String checksum(Path path) {
    return "%s does not agree with the checksums in .%s.crc beside it; if it was edited on purpose, remove that file"
        .formatted(path, path.getName());
  }

  private interface Decompressor {
    InputStream open(InputStream raw) throws IOException;
  }

  /**
   * Marks failures below a decompressor, for {@link #told}, and records whether a byte was read.
   */
  private static final class Raw extends FilterInputStream {
    private boolean some;

    Raw(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      try {
        int read = super.read();
        some |= read >= 0;
        return read;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      try {
        int read = super.read(bytes, from, length);
        some |= read > 0;
        return read;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final class Plain extends FilterInputStream {
    Plain(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return super.read(bytes, from, length);
      } catch (IOException e) {
        throw blamed(e);
      }
    }
  }

  private final class Decompressed extends FilterInputStream {
    private final Raw raw;
    private boolean some;

    Decompressed(InputStream in, Raw raw) {
      super(in);
      this.raw = raw;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read;
      try {
        read = super.read(bytes, from, length);
      } catch (IOException | RuntimeException e) {
        throw told(e);
      }
      some |= read > 0;
      if (read < 0 && !some && raw.some && !tellsDamage()) {
        throw told(new IOException("its bytes decompress to nothing"));
      }
      return read;
    }
  }
}

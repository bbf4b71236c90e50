package io.kubernaut.core.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of the file system.
 *
 * <p>A {@link FileChannel} closes itself when a thread is interrupted while it reads or writes, for
 * everybody. A positioned read or write can be done again, so here the channel is opened again and
 * the call repeated. A force cannot: what the interrupted one would have reported is lost, so it
 * counts as failed.
 */
final class DiskFile implements StorageFile {

  /** Heap buffers are copied by the channel, through memory that it keeps for each thread. */
  private static final int HEAP_PIECE = 64 * 1024;

  private final String name;
  private final Path path;
  private final Set<? extends OpenOption> reopen;
  private final @Nullable Object identity;
  private volatile FileChannel channel;
  private volatile boolean closed;
  private volatile @Nullable IOException distrust;

  private DiskFile(String name, Path path, FileChannel channel, Set<? extends OpenOption> reopen)
      throws IOException {
    this.name = name;
    this.path = path;
    this.channel = channel;
    this.reopen = reopen;
    this.identity = identity(path);
  }

  static DiskFile create(String name, Path path) throws IOException {
    return opened(
        name,
        path,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  static DiskFile open(String name, Path path) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    return opened(name, path, options, options);
  }

  static DiskFile read(String name, Path path) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.READ);
    return opened(name, path, options, options);
  }

  private static DiskFile opened(
      String name, Path path, Set<StandardOpenOption> first, Set<StandardOpenOption> again)
      throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(path, first);
    } catch (IOException refused) {
      throw DiskFull.translated(name, refused);
    }
    try {
      return new DiskFile(name, path, channel, again);
    } catch (IOException refused) {
      channel.close();
      throw refused;
    }
  }

  private static @Nullable Object identity(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return (int) uninterrupted(open -> open.read(target, position));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    refuseIfDistrusted();
    if (source.isDirect() || source.remaining() <= HEAP_PIECE) {
      return (int) writing(open -> open.write(source, position));
    }
    ByteBuffer piece = source.slice(source.position(), HEAP_PIECE);
    int count = (int) writing(open -> open.write(piece, position));
    source.position(source.position() + count);
    return count;
  }

  private long writing(Call call) throws IOException {
    try {
      return uninterrupted(call);
    } catch (IOException refused) {
      throw DiskFull.translated(name, refused);
    }
  }

  @Override
  public long size() throws IOException {
    return uninterrupted(FileChannel::size);
  }

  @Override
  public void truncate(long size) throws IOException {
    refuseIfDistrusted();
    uninterrupted(
        open -> {
          open.truncate(size);
          return 0;
        });
  }

  @Override
  public void force() throws IOException {
    refuseIfDistrusted();
    boolean interrupted = Thread.interrupted();
    try {
      channel.force(false);
    } catch (IOException refused) {
      IOException reason = closed ? refused : DiskFull.translated(name, refused);
      distrust = reason;
      throw reason;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void refuseIfDistrusted() throws IOException {
    IOException reason = distrust;
    if (reason != null) {
      throw new IOException(
          "File %s could not be forced to disk before (%s), so what it holds is unknown. Write another."
              .formatted(name, reason.getMessage()),
          reason);
    }
  }

  @Override
  public ByteBuffer map(long position, long length) throws IOException {
    if (length > size() - position) {
      throw new EOFException(
          "File %s ends at %d, before %d bytes from %d on"
              .formatted(name, size(), length, position));
    }
    ByteBuffer[] mapped = new ByteBuffer[1];
    uninterrupted(
        open -> {
          mapped[0] = open.map(FileChannel.MapMode.READ_ONLY, position, length);
          return 0;
        });
    return mapped[0];
  }

  /** A call on the channel that may be repeated. */
  @FunctionalInterface
  private interface Call {
    long on(FileChannel open) throws IOException;
  }

  private long uninterrupted(Call call) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        FileChannel used = channel;
        try {
          return call.on(used);
        } catch (ClosedByInterruptException again) {
          interrupted = true;
          reopen(used);
        } catch (ClosedChannelException byAnotherThread) {
          reopen(used);
        } catch (NonWritableChannelException | NonReadableChannelException wrongMode) {
          throw new IOException("File " + name + " was opened to be read", wrongMode);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void reopen(FileChannel broken) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (channel != broken) {
      return; // another thread was faster
    }
    FileChannel again = FileChannel.open(path, reopen);
    if (identity != null && !identity.equals(identity(path))) {
      again.close();
      throw new IOException("File " + name + " was replaced while it was open");
    }
    channel = again;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}

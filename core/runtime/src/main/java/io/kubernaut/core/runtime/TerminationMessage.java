package io.kubernaut.core.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a container says why it ended. Kubernetes shows it in the pod's status. The
 * last message wins; it is cut at what Kubernetes reads. Not being able to write it is logged and
 * harms nobody.
 */
final class TerminationMessage {

  private static final Logger LOG = LoggerFactory.getLogger(TerminationMessage.class);
  private static final int MOST_BYTES = 4096;

  private final String platform;
  private final Optional<Path> file;

  TerminationMessage(String platform, Optional<Path> file) {
    this.platform = platform;
    this.file = file;
  }

  void write(String message) {
    file.ifPresent(path -> write(path, "Platform \"%s\" %s\n".formatted(platform, message)));
  }

  private static void write(Path path, String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(path, Arrays.copyOf(text, Math.min(text.length, MOST_BYTES)));
    } catch (IOException | RuntimeException unwritable) {
      LOG.warn("The termination message could not be written to {}: {}", path, message, unwritable);
    }
  }
}

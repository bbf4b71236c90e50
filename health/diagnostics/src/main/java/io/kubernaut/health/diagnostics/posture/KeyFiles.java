package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Who may read files with keys. Links are followed, as Kubernetes mounts secrets by them. */
final class KeyFiles {

  private KeyFiles() {}

  static List<Weakness> look(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return List.of();
    }
    Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
    if (allowed.contains(PosixFilePermission.OTHERS_WRITE)
        || allowed.contains(PosixFilePermission.GROUP_WRITE)) {
      return found(file, Severity.CRITICAL, "others may change it", allowed);
    }
    if (allowed.contains(PosixFilePermission.OTHERS_READ)) {
      return found(file, Severity.HIGH, "everybody may read it", allowed);
    }
    return allowed.contains(PosixFilePermission.GROUP_READ)
        ? found(file, Severity.WARNING, "its group may read it", allowed)
        : List.of();
  }

  private static List<Weakness> found(
      Path file, Severity severity, String what, Set<PosixFilePermission> allowed) {
    return List.of(
        Weakness.certain(
            file.toString(),
            severity,
            "The key file is open: " + what,
            "permissions",
            PosixFilePermissions.toString(allowed),
            "Let its owner alone read it: chmod 0400."));
  }
}

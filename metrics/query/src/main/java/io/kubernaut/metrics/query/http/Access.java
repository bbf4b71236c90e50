package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Permission;

/** What a caller must be allowed. */
final class Access {

  static final Permission READ = Permission.of("metrics:read");
  static final Permission WRITE = Permission.of("metrics:write");
  static final Permission ADMIN = Permission.of("metrics:admin");

  private Access() {}
}

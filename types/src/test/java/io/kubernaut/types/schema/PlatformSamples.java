package io.kubernaut.types.schema;

import io.kubernaut.types.network.Connection;
import io.kubernaut.types.network.Party;
import io.kubernaut.types.web.HttpStatus;
import io.kubernaut.types.web.Page;
import io.kubernaut.types.web.PageRequest;
import io.kubernaut.types.web.TraceParent;
import java.util.List;
import java.util.stream.Stream;

/** Makes what belongs to requests and networks: their constructors take few of all values. */
final class PlatformSamples {

  private PlatformSamples() {}

  static Connection connection(Samples samples) {
    String protocol = samples.random().nextBoolean() ? "TCP" : "UDP";
    int port = 1 + samples.random().nextInt(65_535);
    return new Connection(samples.of(Party.class), samples.of(Party.class), protocol, port);
  }

  static HttpStatus status(Samples samples) {
    return new HttpStatus(100 + samples.random().nextInt(500));
  }

  static Page<String> page(Samples samples) {
    List<String> all = Stream.generate(() -> samples.of(String.class)).limit(5).toList();
    return new PageRequest(samples.random().nextInt(5), 1 + samples.random().nextInt(5)).of(all);
  }

  static PageRequest request(Samples samples) {
    int limit = 1 + samples.random().nextInt(PageRequest.MOST);
    return new PageRequest(samples.random().nextInt(1_000_000), limit);
  }

  static TraceParent trace(Samples samples) {
    String parent = String.format("%016x", 1 + samples.random().nextInt(Integer.MAX_VALUE));
    return new TraceParent(parent + parent, parent, samples.random().nextBoolean());
  }
}

package io.kubernaut.benchmarks.overhead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What a service does for a request: it reads a JSON order, looks its items up, hashes it, and
 * writes a JSON answer.
 *
 * <p>The work is the same for every variant, and must be the same machine code. If {@link #handle}
 * were inlined into the variants, the compiler would lay it out differently in each, and
 * differences of that sort are larger than what is to be measured. So the JVM that runs the
 * variants is started with {@link #APART}, and {@link InliningCheck} proves that it obeyed.
 *
 * <p>For one thread.
 */
final class RequestHandler {
  /** The JVM option that keeps the handler apart from its callers. */
  static final String APART =
      "-XX:CompileCommand=dontinline,io.kubernaut.benchmarks.overhead.RequestHandler::handle";

  static final String[] ROUTES = {
    "/orders", "/orders/{id}", "/carts", "/carts/{id}", "/stock", "/prices", "/users", "/search"
  };
  static final String[] STATUSES = {"200", "201", "404", "409"};

  private static final int BODIES = 256;
  private static final int ITEMS = 3;
  private static final int PRODUCTS = 500;
  private static final int CALIBRATION = 1_000;
  private static final int FEW = 1;
  private static final int MANY = 33;
  private static final int MOST = 2_000;

  private final ObjectMapper json = new ObjectMapper();
  private final MessageDigest digest;
  private final Map<String, Integer> prices = new HashMap<>();
  private final byte[][] bodies = new byte[BODIES][];
  private int passes = FEW;

  RequestHandler() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
      Random random = new Random(3);
      for (int i = 0; i < PRODUCTS; i++) {
        prices.put("product-" + i, 100 + random.nextInt(10_000));
      }
      for (int i = 0; i < BODIES; i++) {
        bodies[i] = json.writeValueAsBytes(order(random));
      }
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException("The handler could not be made", e);
    }
  }

  private ObjectNode order(Random random) {
    ObjectNode order = json.createObjectNode();
    order.put("customer", "customer-" + random.nextInt(PRODUCTS));
    ArrayNode items = order.putArray("items");
    for (int i = 0; i < ITEMS; i++) {
      ObjectNode item = items.addObject();
      item.put("product", "product-" + random.nextInt(PRODUCTS));
      item.put("count", 1 + random.nextInt(5));
    }
    return order;
  }

  /** Hashes as often as it takes for a request to need some time. The handler must be warm. */
  void calibrate(double nanos) {
    passes = FEW;
    double few = nanosPerRequest();
    passes = MANY;
    double each = (nanosPerRequest() - few) / (MANY - FEW);
    passes = (int) Math.max(1, Math.min(MOST, FEW + Math.round((nanos - few) / each)));
  }

  /** The least of several times, so that an interruption or a compilation does not count. */
  private double nanosPerRequest() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < CALIBRATION; i++) {
        handle(i);
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / (double) CALIBRATION);
    }
    return best;
  }

  /**
   * Handles a request.
   *
   * @param request its number, which chooses the body
   * @return the index of the answer's status
   */
  int handle(int request) {
    byte[] body = bodies[request & (BODIES - 1)];
    try {
      JsonNode order = json.readTree(body);
      long total = 0;
      for (JsonNode item : order.path("items")) {
        Integer price = prices.get(item.path("product").asText());
        total += (price == null ? 0 : price) * item.path("count").asLong();
      }
      byte[] hash = body;
      for (int pass = 0; pass < passes; pass++) {
        hash = digest.digest(hash);
      }
      ObjectNode answer = json.createObjectNode();
      answer.put("total", total);
      answer.put("etag", hash[0] & 0xff);
      byte[] written = json.writeValueAsBytes(answer);
      return (written.length + hash[0]) & (STATUSES.length - 1);
    } catch (IOException e) {
      throw new IllegalStateException("The handler could not read its own body", e);
    }
  }

  static String route(int request) {
    return ROUTES[request & (ROUTES.length - 1)];
  }
}

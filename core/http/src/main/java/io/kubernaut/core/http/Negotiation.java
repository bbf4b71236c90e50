package io.kubernaut.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what a client likes best of what the server has (RFC 9110, section 12).
 *
 * <p>Each offer takes the quality of the most precise range that covers it; a range that is
 * malformed counts as absent. The highest quality wins; among equals, the offer that comes first.
 * No {@code Accept} header means that all is welcome.
 */
public final class Negotiation {

  private Negotiation() {}

  private record Range(MediaType type, double quality) {}

  /**
   * Returns the best offer for a request.
   *
   * @param headers the headers of the request
   * @param offers what the server has, best first
   * @return the best offer, or empty if the client refuses all
   */
  public static Optional<MediaType> best(Headers headers, MediaType... offers) {
    List<Range> ranges = ranges(headers.joined("Accept"));
    Optional<MediaType> best = Optional.empty();
    double bestQuality = 0;
    for (MediaType offer : offers) {
      double quality = ranges.isEmpty() ? 1 : quality(ranges, offer);
      if (quality > bestQuality) {
        best = Optional.of(offer);
        bestQuality = quality;
      }
    }
    return best;
  }

  private static double quality(List<Range> ranges, MediaType offer) {
    int precision = -1;
    double quality = 0;
    for (Range range : ranges) {
      if (range.type().precision() > precision && range.type().covers(offer)) {
        precision = range.type().precision();
        quality = range.quality();
      }
    }
    return quality;
  }

  private static List<Range> ranges(String accept) {
    List<Range> ranges = new ArrayList<>();
    for (String part : ListField.split(accept, ',')) {
      int weight = weightIndex(part);
      String type = weight < 0 ? part : part.substring(0, weight);
      double quality = weight < 0 ? 1 : quality(part.substring(weight + 1));
      MediaType.parse(type)
          .filter(parsed -> quality >= 0)
          .ifPresent(parsed -> ranges.add(new Range(parsed, quality)));
    }
    return ranges;
  }

  /** Returns the index of the semicolon before {@code q=}, or -1. */
  private static int weightIndex(String part) {
    for (int i = part.indexOf(';'); i >= 0; i = part.indexOf(';', i + 1)) {
      String rest = part.substring(i + 1).stripLeading();
      if (rest.length() > 1 && "qQ".indexOf(rest.charAt(0)) >= 0 && rest.charAt(1) == '=') {
        return i;
      }
    }
    return -1;
  }

  /** Returns the quality of {@code q=0.5; extension}, or -1 if it is malformed. */
  private static double quality(String weight) {
    int semicolon = weight.indexOf(';');
    String bare = (semicolon < 0 ? weight : weight.substring(0, semicolon)).strip().substring(2);
    boolean decimal =
        !bare.isEmpty() && bare.length() <= 5 && bare.chars().allMatch(c -> c == '.' || isDigit(c));
    if (!decimal || bare.chars().filter(c -> c == '.').count() > 1 || bare.equals(".")) {
      return -1;
    }
    double quality = Double.parseDouble(bare);
    return quality <= 1 ? quality : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Tells whether a client takes a content coding such as {@code gzip}.
   *
   * @param headers the headers of the request
   * @param coding the coding
   * @return true if {@code Accept-Encoding} names it, or {@code *}, and does not refuse it
   */
  public static boolean acceptsCoding(Headers headers, String coding) {
    double named = -1;
    double any = -1;
    for (String part : ListField.split(headers.joined("Accept-Encoding"), ',')) {
      int weight = weightIndex(part);
      String name = (weight < 0 ? part : part.substring(0, weight)).strip();
      double quality = weight < 0 ? 1 : quality(part.substring(weight + 1));
      if (name.equalsIgnoreCase(coding) || name.equalsIgnoreCase("x-" + coding)) {
        named = quality;
      } else if (name.equals("*")) {
        any = quality;
      }
    }
    return named >= 0 ? named > 0 : any > 0;
  }
}

package io.kubernaut.metrics.registry.exposition;

import io.kubernaut.core.http.Headers;
import io.kubernaut.core.http.MediaType;
import io.kubernaut.core.http.Negotiation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The formats that metrics are written in. */
public enum ExpositionFormat {
  /** The Prometheus text format 0.0.4, which every scraper takes. */
  PROMETHEUS_TEXT(PrometheusText.CONTENT_TYPE),
  /** OpenMetrics 1.0: text with units, exemplars and times of creation. */
  OPEN_METRICS(OpenMetricsText.CONTENT_TYPE),
  /** Length-delimited protobuf messages, with native histograms. */
  PROTOBUF(PrometheusProtobuf.CONTENT_TYPE);

  private static final Map<MediaType, ExpositionFormat> OFFERS = offers();

  private final String contentType;

  ExpositionFormat(String contentType) {
    this.contentType = contentType;
  }

  /**
   * Returns what to declare an answer as.
   *
   * @return the media type with its parameters
   */
  public String contentType() {
    return contentType;
  }

  FormatWriter writer() {
    return switch (this) {
      case PROMETHEUS_TEXT -> new PrometheusText();
      case OPEN_METRICS -> new OpenMetricsText();
      case PROTOBUF -> new PrometheusProtobuf();
    };
  }

  /**
   * Chooses the format that a client likes best, by the qualities in its {@code Accept} header. All
   * names are written in the characters that every version knows, so a wish for another {@code
   * escaping} of names is met by each format.
   *
   * @param headers the headers of the request
   * @return the format; the Prometheus text when the client names none of them
   */
  public static ExpositionFormat negotiate(Headers headers) {
    return Negotiation.best(headers, OFFERS.keySet().toArray(MediaType[]::new))
        .map(OFFERS::get)
        .orElse(PROMETHEUS_TEXT);
  }

  /** Each format as it is and with each parameter that a scraper may ask for. */
  private static Map<MediaType, ExpositionFormat> offers() {
    Map<MediaType, ExpositionFormat> offers = new LinkedHashMap<>();
    for (ExpositionFormat format : values()) {
      for (String type : spellings(format.contentType)) {
        offers.put(MediaType.of(type), format);
      }
    }
    return offers;
  }

  private static List<String> spellings(String contentType) {
    List<String> spellings = new ArrayList<>();
    spellings.add(contentType);
    for (String escaping : List.of("allow-utf-8", "underscores", "dots", "values")) {
      spellings.add(contentType + "; escaping=" + escaping);
      spellings.add(contentType.replace("0.0.4", "1.0.0") + "; escaping=" + escaping);
    }
    return spellings;
  }
}

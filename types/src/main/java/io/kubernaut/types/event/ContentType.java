package io.kubernaut.types.event;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a media type says about a payload. */
final class ContentType {

  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final Pattern SYNTAX =
      Pattern.compile(
          TOKEN
              + "/"
              + TOKEN
              + "(?:[ \\t]*;[ \\t]*"
              + TOKEN
              + "=(?:"
              + TOKEN
              + "|\"(?:[^\"\\\\]|\\\\.)*+\"))*+[ \\t]*");
  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([A-Za-z0-9_-]+)", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 1024;

  private ContentType() {}

  static boolean isValid(String mediaType) {
    return mediaType.length() <= LONGEST && SYNTAX.matcher(mediaType).matches();
  }

  /** Returns type and subtype in lower case, without parameters. */
  static String essence(String mediaType) {
    int end = mediaType.indexOf(';');
    String essence = end < 0 ? mediaType : mediaType.substring(0, end);
    return essence.strip().toLowerCase(Locale.ROOT);
  }

  static boolean isJson(String mediaType) {
    String essence = essence(mediaType);
    return essence.endsWith("/json") || essence.endsWith("+json");
  }

  /** Returns whether the payload is text whose bytes are UTF-8. */
  static boolean isText(String mediaType) {
    String essence = essence(mediaType);
    Matcher charset = CHARSET.matcher(mediaType);
    String coding = charset.find() ? charset.group(1).toLowerCase(Locale.ROOT) : "utf-8";
    boolean isText =
        essence.startsWith("text/") || essence.endsWith("/xml") || essence.endsWith("+xml");
    return isText && (coding.equals("utf-8") || coding.equals("us-ascii"));
  }
}

package io.kubernaut.types.cloud;

/** Makes the exceptions for texts that are no names. */
final class InvalidName {

  private static final int SHOWN = 200;

  private InvalidName() {}

  static IllegalArgumentException id(String text, String why, String example) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return new IllegalArgumentException(
        "Invalid cloud resource id \"%s\": %s. Write for example \"%s\"."
            .formatted(shown, why, example));
  }

  static IllegalArgumentException machine(Provider provider, String name, String example) {
    return new IllegalArgumentException(
        "\"%s\" is no type of a machine of %s. Write for example \"%s\"."
            .formatted(name, provider, example));
  }
}

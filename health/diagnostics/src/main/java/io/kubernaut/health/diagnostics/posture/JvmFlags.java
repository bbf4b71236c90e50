package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Options of the virtual machine that open it, or switch off what protects it. */
final class JvmFlags {

  private static final String JMX = "-Dcom.sun.management.jmxremote";

  /**
   * An option that should not be there.
   *
   * @param option matches the whole of it
   * @param severity how bad it is
   * @param summary what is wrong
   * @param remedy what to do
   */
  private record Unsafe(Pattern option, Severity severity, String summary, String remedy) {

    static Unsafe of(String option, Severity severity, String summary, String remedy) {
      return new Unsafe(Pattern.compile(option), severity, summary, remedy);
    }
  }

  private static final List<Unsafe> UNSAFE =
      List.of(
          Unsafe.of(
              "(?:-agentlib:|-Xrun)jdwp.*address=(?:\\*|0\\.0\\.0\\.0|\\[?::\\]?):.*",
              Severity.CRITICAL,
              "Anybody may debug this process, and so run any code in it",
              "Leave the debug agent out."),
          Unsafe.of(
              "(?:-agentlib:|-Xrun)jdwp(?!.*address=(?:\\*|0\\.0\\.0\\.0|\\[?::\\]?):).*",
              Severity.HIGH,
              "Whoever is on this machine may debug this process",
              "Leave the debug agent out."),
          Unsafe.of(
              "-Xverify:none|-noverify|-XX:-BytecodeVerification(?:Remote|Local)",
              Severity.HIGH,
              "Byte code is not verified",
              "Leave the option out."),
          Unsafe.of(
              "-Dcom\\.sun\\.jndi\\.(?:ldap|rmi|cosnaming)\\.object\\.trustURLCodebase=true",
              Severity.CRITICAL,
              "Names that are looked up may bring code with them",
              "Leave the option out."),
          Unsafe.of(
              "-Djava\\.rmi\\.server\\.useCodebaseOnly=false",
              Severity.CRITICAL,
              "Remote calls may bring code with them",
              "Leave the option out."),
          Unsafe.of(
              "-Djdk\\.internal\\.httpclient\\.disableHostnameVerification(?:=true|=)?",
              Severity.HIGH,
              "HTTPS clients talk to anybody with any certificate",
              "Leave the option out."),
          Unsafe.of(
              "-Dsun\\.security\\.ssl\\.allow(?:UnsafeRenegotiation|LegacyHelloMessages)=true",
              Severity.HIGH,
              "TLS connections may be renegotiated by an attacker",
              "Leave the option out."),
          Unsafe.of(
              "-D(?:jdk\\.tls\\.client\\.protocols|https\\.protocols)=.*(?:SSL|TLSv1(?:,.*|\\.1.*|$)).*",
              Severity.HIGH,
              "Clients may use old protocols",
              "Allow TLSv1.2 and TLSv1.3 only."),
          Unsafe.of(
              "-Djavax\\.net\\.debug=.+|-Djava\\.security\\.debug=.+",
              Severity.WARNING,
              "What is encrypted is printed in plain text",
              "Leave the option out."));

  private JvmFlags() {}

  static List<Weakness> look(List<String> arguments) {
    List<Weakness> found = new ArrayList<>();
    for (Unsafe unsafe : UNSAFE) {
      arguments.stream()
          .filter(argument -> unsafe.option().matcher(argument).matches())
          .findFirst()
          .ifPresent(
              argument ->
                  found.add(
                      weakness(argument, unsafe.severity(), unsafe.summary(), unsafe.remedy())));
    }
    jmx(arguments, found);
    return found;
  }

  /** A remote port authenticates and encrypts unless told otherwise. */
  private static void jmx(List<String> arguments, List<Weakness> found) {
    Predicate<String> set = option -> arguments.contains(JMX + option);
    boolean remote = arguments.stream().anyMatch(each -> each.startsWith(JMX + ".port="));
    if (remote && set.test(".authenticate=false")) {
      found.add(
          weakness(
              JMX + ".authenticate=false",
              Severity.CRITICAL,
              "Anybody who reaches the JMX port may run any code in this process",
              "Set jmxremote.authenticate=true and a password file."));
    }
    if (remote && set.test(".ssl=false")) {
      found.add(
          weakness(
              JMX + ".ssl=false",
              Severity.HIGH,
              "Passwords for JMX go over the network in plain text",
              "Set jmxremote.ssl=true and a key store."));
    }
  }

  private static Weakness weakness(
      String argument, Severity severity, String summary, String remedy) {
    String option = argument.length() > 200 ? argument.substring(0, 200) : argument;
    return Weakness.certain("jvm", severity, summary, "option", option, remedy);
  }
}

package io.kubernaut.core.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What the rules want to know of a {@code pom.xml}. */
final class Pom {

  private final Element project;

  private Pom(Element project) {
    this.project = project;
  }

  static Pom read(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new Pom(factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (ParserConfigurationException | SAXException broken) {
      throw new IllegalStateException("Cannot read " + file, broken);
    }
  }

  String artifact() {
    return text(project, "artifactId");
  }

  boolean isJar() {
    return !text(project, "packaging").equals("pom");
  }

  List<String> modules() {
    return children(child(project, "modules")).stream().map(Node::getTextContent).toList();
  }

  String property(String name) {
    return text(child(project, "properties"), name);
  }

  /** The artifacts of our own that this pom manages the version of. */
  List<String> managedArtifacts() {
    return children(child(child(project, "dependencyManagement"), "dependencies")).stream()
        .filter(dependency -> text(dependency, "groupId").equals("io.kubernaut"))
        .map(dependency -> text(dependency, "artifactId"))
        .toList();
  }

  /** The names of the elements at the top. */
  List<String> parts() {
    return children(project).stream().map(Element::getTagName).toList();
  }

  /** Whether there is a {@code ${property}} left that Maven would have to know. */
  boolean hasPlaceholders() {
    return project.getTextContent().contains("${");
  }

  private static String text(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .map(Node::getTextContent)
        .orElse("");
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .orElseGet(() -> parent.getOwnerDocument().createElement(name));
  }

  private static List<Element> children(Element parent) {
    return IntStream.range(0, parent.getChildNodes().getLength())
        .mapToObj(parent.getChildNodes()::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }
}

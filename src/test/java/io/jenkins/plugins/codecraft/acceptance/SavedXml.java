package io.jenkins.plugins.codecraft.acceptance;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An object as Jenkins saves it: an element for each field, with its class where the field does not tell it. */
record SavedXml(Element element) {
    private static final Set<String> PLAIN = Set.of("string", "int", "long", "double", "boolean");

    static SavedXml parse(String xml) {
        try {
            return new SavedXml(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException error) {
            throw new IllegalArgumentException(xml, error);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    String name() {
        return element.getTagName();
    }

    /** The class, if it is said. */
    Optional<String> type() {
        if (element.hasAttribute("class")) {
            return Optional.of(element.getAttribute("class"));
        }
        return name().contains(".") ? Optional.of(name()) : Optional.empty();
    }

    List<SavedXml> children() {
        List<SavedXml> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(new SavedXml(child));
            }
        }
        return children;
    }

    SavedXml child(String name) {
        return children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in\n" + normal()));
    }

    String text() {
        return element.getTextContent();
    }

    boolean isText() {
        return children().isEmpty();
    }

    boolean isMap() {
        return !isText() && children().stream().allMatch(child -> child.name().equals("entry"));
    }

    boolean isTexts() {
        return !isText() && children().stream().allMatch(child -> child.name().equals("string"));
    }

    boolean isList() {
        return !isText()
                && children().stream().allMatch(child -> child.name().contains(".") || PLAIN.contains(child.name()));
    }

    /** A line for each field and value, whatever their order, without what tells of plugins' versions. */
    String normal() {
        StringBuilder lines = new StringBuilder();
        write("", lines);
        return lines.toString();
    }

    private void write(String indent, StringBuilder lines) {
        lines.append(indent).append(name());
        type().filter(type -> !type.equals(name()))
                .ifPresent(type -> lines.append(" of ").append(type));
        if (isText()) {
            lines.append(" = ").append(text());
        }
        lines.append('\n');
        List<SavedXml> children = children();
        if (!isMap() && !isList()) {
            children = children.stream()
                    .sorted(Comparator.comparing(SavedXml::name))
                    .toList();
        }
        children.forEach(child -> child.write(indent + "  ", lines));
    }

    /** With its own tag and attributes, as XML. */
    String xml() {
        StringBuilder xml = new StringBuilder();
        xml.append('<').append(name());
        if (element.hasAttribute("class")) {
            xml.append(" class=\"").append(element.getAttribute("class")).append('"');
        }
        xml.append('>');
        if (isText()) {
            xml.append(Job.escaped(text()));
        }
        children().forEach(child -> xml.append(child.xml()));
        return xml.append("</").append(name()).append('>').toString();
    }
}

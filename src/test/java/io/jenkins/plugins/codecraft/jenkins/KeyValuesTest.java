package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyValuesTest {
    @Test
    void a_whole_number_that_no_script_can_show_stays_a_text() {
        assertThat(KeyValues.any("seed=9223372036854775808\nlist=[9223372036854775808]\nmost=9223372036854775807"))
                .isEqualTo(Map.of(
                        "seed", "9223372036854775808",
                        "list", "[9223372036854775808]",
                        "most", Long.MAX_VALUE));
    }

    @Test
    void numbers_and_truth_values_keep_their_type() {
        assertThat(KeyValues.any("learning_rate=0.1\nepochs = 200\nshuffle=true\noptimizer=adam"))
                .containsExactly(
                        Map.entry("learning_rate", 0.1),
                        Map.entry("epochs", 200),
                        Map.entry("shuffle", true),
                        Map.entry("optimizer", "adam"));
    }

    @Test
    void lists_and_maps_are_written_as_json() {
        assertThat(KeyValues.any("layers=[64, 32]\nearly={\"patience\": 3}"))
                .containsEntry("layers", List.of(64, 32))
                .containsEntry("early", Map.of("patience", 3));
    }

    @Test
    void quotes_make_a_text_of_what_looks_like_a_number() {
        assertThat(KeyValues.any("version=\"1.0\"")).containsEntry("version", "1.0");
        assertThat(KeyValues.ofAny(Map.of("version", "1.0"))).isEqualTo("version=\"1.0\"");
    }

    @Test
    void environment_variables_and_tags_are_texts_whatever_they_look_like() {
        assertThat(KeyValues.texts("A=1\nB=[x]\nC=a=b")).containsEntry("A", "1").containsEntry("B", "[x]");
        assertThat(KeyValues.texts("C=a=b")).containsEntry("C", "a=b");
    }

    @Test
    void a_line_break_in_a_text_is_written_in_quotes() {
        assertThat(KeyValues.ofTexts(Map.of("B", "two\nlines"))).isEqualTo("B=\"two\\nlines\"");
    }

    @Test
    void a_number_that_is_too_large_for_a_double_stays_a_text() {
        assertThat(KeyValues.any("huge=1e999")).containsEntry("huge", "1e999");
    }

    @Test
    void a_line_without_an_equals_sign_is_a_mistake_that_is_named() {
        assertThat(KeyValues.mistake("epochs 200"))
                .hasValueSatisfying(text -> assertThat(text).contains("epochs 200", "name=value"));
    }

    @Test
    void a_name_that_is_there_twice_is_a_mistake() {
        assertThat(KeyValues.mistake("a=1\nb=2\na=3"))
                .hasValueSatisfying(text -> assertThat(text).contains("'a'", "twice"));
    }

    @Test
    void nothing_is_wrong_with_blank_lines() {
        assertThat(KeyValues.mistake("\n a=1 \n\n")).isEmpty();
    }

    @Property
    void every_map_of_texts_survives_the_form(@ForAll("names") Map<String, String> values) {
        assertThat(KeyValues.texts(KeyValues.ofTexts(values))).isEqualTo(values);
    }

    @Property
    void every_map_of_plain_values_survives_the_form(@ForAll("plain") Map<String, Object> values) {
        String lines = KeyValues.ofAny(values);

        assertThat(KeyValues.any(lines)).isEqualTo(values);
        assertThat(KeyValues.mistake(lines)).isEmpty();
    }

    @Provide
    Arbitrary<Map<String, String>> names() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Map<String, Object>> plain() {
        Arbitrary<Object> values = Arbitraries.oneOf(
                texts().map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.of(true, false),
                Arbitraries.integers().list().ofMaxSize(3).map(Object.class::cast),
                Arbitraries.maps(texts(), Arbitraries.integers()).ofMaxSize(2).map(LinkedHashMap::new));
        return Arbitraries.maps(texts(), values).ofMaxSize(5);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.strings()
                        .withChars("\"'\\= \n\r\t{}[]:,#$019.e-nultrfas")
                        .ofMaxLength(12),
                Arbitraries.of("null", "true", "\"", "\"a\"=b", "[]", "{}", "0x1", "NaN", "-", "\\"));
    }
}

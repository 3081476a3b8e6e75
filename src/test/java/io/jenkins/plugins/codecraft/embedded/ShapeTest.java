package io.jenkins.plugins.codecraft.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Shape SHAPE = Shape.struct()
            .required("Name", Shape.string().length(1, 5).pattern("[a-z]+"))
            .required("RoleArn", Shape.string())
            .optional("Count", Shape.number().range(1, 10))
            .optional("Mode", Shape.enumOf("File", "Pipe"))
            .optional(
                    "Inputs",
                    Shape.list(Shape.struct().required("Uri", Shape.string())).size(1, 2))
            .optional(
                    "Parameters",
                    Shape.map(Shape.string().length(0, 3), Shape.string().length(0, 4))
                            .size(0, 2));

    @Test
    void a_right_request_passes() {
        SHAPE.validate(
                AwsJson.object("{\"Name\":\"abc\",\"RoleArn\":\"r\",\"Unknown\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void all_violations_are_told_at_once() {
        assertThatThrownBy(() -> SHAPE.validate(AwsJson.object("{\"Name\":\"A_B\"}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(AwsError.class, error -> {
                    assertThat(error.code()).isEqualTo("ValidationException");
                    assertThat(error)
                            .hasMessage(
                                    "2 validation errors detected: Value 'A_B' at 'name' failed to satisfy constraint:"
                                            + " Member must satisfy regular expression pattern: [a-z]+; Value null at 'roleArn'"
                                            + " failed to satisfy constraint: Member must not be null");
                });
    }

    @Test
    void each_constraint_has_its_words() {
        assertThat(violations("{\"Name\":\"abcdefg\",\"RoleArn\":\"r\",\"Count\":0,\"Mode\":\"Fast\"}"))
                .containsExactly(
                        "Value 'abcdefg' at 'name' failed to satisfy constraint: Member must have length less than or"
                                + " equal to 5",
                        "Value '0' at 'count' failed to satisfy constraint: Member must have value greater than or equal"
                                + " to 1",
                        "Value 'Fast' at 'mode' failed to satisfy constraint: Member must satisfy enum value set: [File,"
                                + " Pipe]");
    }

    @Test
    void a_member_of_a_list_is_named_by_its_place() {
        assertThat(violations("{\"Name\":\"a\",\"RoleArn\":\"r\",\"Inputs\":[{\"Uri\":\"u\"},{}]}"))
                .containsExactly(
                        "Value null at 'inputs.2.member.uri' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void a_map_tells_of_its_keys_and_values() {
        assertThat(violations("{\"Name\":\"a\",\"RoleArn\":\"r\",\"Parameters\":{\"long\":\"longer\"}}"))
                .containsExactly(
                        "Value '{long=longer}' at 'parameters' failed to satisfy constraint: Map keys must satisfy"
                                + " constraint: [Member must have length less than or equal to 3]",
                        "Value '{long=longer}' at 'parameters' failed to satisfy constraint: Map value must satisfy"
                                + " constraint: [Member must have length less than or equal to 4]");
    }

    @Test
    void a_wrong_type_cannot_be_read() {
        assertThatThrownBy(() -> violations("{\"Name\":1,\"RoleArn\":\"r\"}"))
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.code()).isEqualTo("SerializationException"));
    }

    private static java.util.List<String> violations(String json) {
        return SHAPE.violations(AwsJson.object(json.getBytes(StandardCharsets.UTF_8)));
    }
}

package io.jenkins.plugins.codecraft.invoke.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Errors as the runtimes of Lambda tell them. */
class FunctionErrorTest {
    @Test
    void pythons_stack_has_several_lines_in_one_element() {
        assertThat(FunctionError.of("{\"errorType\": \"ValueError\", \"errorMessage\": \"no sample\", \"stackTrace\":"
                                + " [\"  File \\\"/var/task/app.py\\\", line 3, in handler\\n    raise\\n\"]}")
                        .words())
                .isEqualTo("ValueError: no sample\n      File \"/var/task/app.py\", line 3, in handler\n        raise");
    }

    @Test
    void nodes_stack_is_its_trace() {
        assertThat(FunctionError.of("{\"errorType\": \"TypeError\", \"errorMessage\": \"zero\", \"trace\":"
                                + " [\"TypeError: zero\", \"    at handler (index.mjs:3:9)\"]}")
                        .words())
                .isEqualTo("TypeError: zero\n    TypeError: zero\n        at handler (index.mjs:3:9)");
    }

    @Test
    void what_is_no_json_is_told_as_it_is() {
        assertThat(FunctionError.of("gone").words()).isEqualTo("gone");
    }
}

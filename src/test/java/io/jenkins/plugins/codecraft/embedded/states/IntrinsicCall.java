package io.jenkins.plugins.codecraft.embedded.states;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A call of an intrinsic function as it is written. */
record IntrinsicCall(String name, List<Expression> arguments) implements Expression {

    /** The functions that are called, with those of the arguments. */
    Stream<String> names() {
        return Stream.concat(
                Stream.of(name),
                arguments.stream().filter(IntrinsicCall.class::isInstance).flatMap(call -> ((IntrinsicCall) call)
                        .names()));
    }

    /** @throws StateError {@code States.IntrinsicFailure} where it isn't one */
    static IntrinsicCall parse(String text) {
        Reader reader = new Reader(text);
        Expression expression = reader.expression();
        reader.blanks();
        if (expression instanceof IntrinsicCall call && reader.at == text.length()) {
            return call;
        }
        throw Intrinsics.failure("'" + text + "' is no call of an intrinsic function");
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Expression expression() {
            blanks();
            if (peek() == '\'') {
                return new Expression.Literal(Data.NODES.textNode(quoted()));
            }
            int begin = at;
            if (peek() == '$') {
                path();
                return new Expression.Path(text.substring(begin, at));
            }
            while (at < text.length() && ",() ".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(begin, at);
            return peek() == '(' ? call(word) : literal(word);
        }

        private IntrinsicCall call(String name) {
            List<Expression> arguments = new ArrayList<>();
            at++;
            blanks();
            while (peek() != ')') {
                arguments.add(expression());
                blanks();
                if (peek() == ',') {
                    at++;
                } else if (peek() != ')') {
                    throw wrong();
                }
            }
            at++;
            return new IntrinsicCall(name, List.copyOf(arguments));
        }

        private Expression literal(String word) {
            if (!word.matches("-?\\d+(\\.\\d+)?|true|false|null")) {
                throw wrong();
            }
            try {
                return new Expression.Literal(Data.parse(word));
            } catch (IOException impossible) {
                throw wrong();
            }
        }

        /** A path may have filters with commas, parentheses and quotes in its brackets. */
        private void path() {
            int depth = 0;
            while (at < text.length()) {
                char here = text.charAt(at);
                if (depth == 0 && ",) ".indexOf(here) >= 0) {
                    return;
                }
                depth += here == '[' ? 1 : here == ']' ? -1 : 0;
                at++;
            }
        }

        private String quoted() {
            StringBuilder content = new StringBuilder();
            for (at++; peek() != '\''; at++) {
                if (peek() == '\\') {
                    at++;
                }
                content.append(peek());
            }
            at++;
            return content.toString();
        }

        void blanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        private char peek() {
            if (at >= text.length()) {
                throw wrong();
            }
            return text.charAt(at);
        }

        private StateError wrong() {
            return Intrinsics.failure("Wrong at character " + (at + 1) + " of " + text);
        }
    }
}

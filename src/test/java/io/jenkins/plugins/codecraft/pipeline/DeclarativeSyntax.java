package io.jenkins.plugins.codecraft.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Checks a {@code pipeline} block before anything of it runs. It takes less than Declarative Pipeline does, and nothing
 * that Declarative Pipeline would refuse: only steps in {@code steps}, and Groovy only in {@code script}.
 */
final class DeclarativeSyntax extends CompilationCustomizer {
    private static final Set<String> PIPELINE = Set.of("agent", "environment", "options", "stages", "post");
    private static final Set<String> STAGE = Set.of("agent", "environment", "options", "steps", "post");
    private static final Set<String> OPTIONS = Set.of("timeout");
    private static final Set<String> POST =
            Set.of("always", "success", "failure", "aborted", "unstable", "unsuccessful", "cleanup");

    private SourceUnit source;

    DeclarativeSyntax() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit unit, GeneratorContext context, ClassNode type) {
        if (type.isScript()) {
            source = unit;
            for (Statement statement : unit.getAST().getStatementBlock().getStatements()) {
                call(statement)
                        .filter(call -> call.getMethodAsString().equals("pipeline"))
                        .flatMap(DeclarativeSyntax::body)
                        .ifPresent(this::checkPipeline);
            }
        }
    }

    private void checkPipeline(ClosureExpression pipeline) {
        Set<String> seen = checkSections(pipeline, "pipeline", PIPELINE);
        require(pipeline, "pipeline", seen, "agent", "stages");
        for (MethodCallExpression section : calls(pipeline)) {
            if (section.getMethodAsString().equals("stages")) {
                checkStages(section);
            } else {
                checkCommon(section);
            }
        }
    }

    private void checkStages(MethodCallExpression stages) {
        Optional<ClosureExpression> body = body(stages);
        if (body.isEmpty() || calls(body.get()).isEmpty()) {
            error(stages, "No stages specified");
            return;
        }
        checkSections(body.get(), "stages", Set.of("stage"), true);
        Set<String> names = new HashSet<>();
        for (MethodCallExpression stage : calls(body.get())) {
            checkStage(stage, names);
        }
    }

    private void checkStage(MethodCallExpression stage, Set<String> names) {
        List<Expression> arguments = arguments(stage);
        Optional<ClosureExpression> body = body(stage);
        if (arguments.size() != 2 || !(arguments.get(0) instanceof ConstantExpression name) || body.isEmpty()) {
            error(stage, "Expected a stage with a name and a body: stage('Name') { ... }");
            return;
        }
        if (!names.add(name.getText())) {
            error(stage, "Duplicate stage name: \"" + name.getText() + "\"");
        }
        Set<String> seen = checkSections(body.get(), "stage", STAGE);
        require(stage, "stage", seen, "steps");
        for (MethodCallExpression section : calls(body.get())) {
            if (section.getMethodAsString().equals("steps")) {
                checkSteps(section);
            } else {
                checkCommon(section);
            }
        }
    }

    private void checkCommon(MethodCallExpression section) {
        switch (section.getMethodAsString()) {
            case "environment" -> checkEnvironment(section);
            case "options" -> body(section).ifPresent(body -> checkSections(body, "options", OPTIONS));
            case "post" ->
                body(section).ifPresent(body -> {
                    checkSections(body, "post", POST);
                    calls(body).forEach(this::checkSteps);
                });
            default -> {}
        }
    }

    private void checkEnvironment(MethodCallExpression section) {
        for (Statement statement :
                body(section).map(DeclarativeSyntax::statements).orElse(List.of())) {
            boolean assignment = statement instanceof ExpressionStatement expression
                    && expression.getExpression() instanceof BinaryExpression binary
                    && binary.getOperation().getText().equals("=");
            if (!assignment) {
                error(statement, "Expected name = value pairs in environment");
            }
        }
    }

    private void checkSteps(MethodCallExpression block) {
        Optional<ClosureExpression> body = body(block);
        if (body.isEmpty() || statements(body.get()).isEmpty()) {
            error(block, "No steps specified for " + block.getMethodAsString());
            return;
        }
        for (Statement statement : statements(body.get())) {
            Optional<MethodCallExpression> step = call(statement);
            if (step.isEmpty()) {
                error(statement, "Expected a step. Groovy that is not a step goes into a script { } block");
            } else if (!step.get().getMethodAsString().equals("script")
                    && body(step.get()).isPresent()) {
                checkSteps(step.get());
            }
        }
    }

    private Set<String> checkSections(ClosureExpression block, String where, Set<String> known) {
        return checkSections(block, where, known, false);
    }

    private Set<String> checkSections(ClosureExpression block, String where, Set<String> known, boolean repeated) {
        Set<String> seen = new HashSet<>();
        for (Statement statement : statements(block)) {
            Optional<String> name = call(statement).map(MethodCallExpression::getMethodAsString);
            if (name.isEmpty() || !known.contains(name.get())) {
                error(
                        statement,
                        "Unknown directive " + name.map(n -> '"' + n + "\" ").orElse("") + "in " + where
                                + ". Known here are " + new TreeSet<>(known));
            } else if (!seen.add(name.get()) && !repeated) {
                error(statement, "Multiple occurrences of the " + name.get() + " section in " + where);
            }
        }
        return seen;
    }

    private void require(ASTNode node, String where, Set<String> seen, String... names) {
        for (String name : names) {
            if (!seen.contains(name)) {
                error(node, "Missing required section \"" + name + "\" in " + where);
            }
        }
    }

    private void error(ASTNode node, String message) {
        source.addError(new SyntaxException(message, node.getLineNumber(), node.getColumnNumber()));
    }

    /** A statement that calls a step or section: a method of no named object. */
    private static Optional<MethodCallExpression> call(Statement statement) {
        return statement instanceof ExpressionStatement expression
                        && expression.getExpression() instanceof MethodCallExpression call
                        && call.isImplicitThis()
                        && call.getMethodAsString() != null
                ? Optional.of(call)
                : Optional.empty();
    }

    private static List<MethodCallExpression> calls(ClosureExpression block) {
        return statements(block).stream()
                .map(DeclarativeSyntax::call)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Statement> statements(ClosureExpression block) {
        List<Statement> statements = new ArrayList<>();
        if (block.getCode() instanceof BlockStatement code) {
            statements.addAll(code.getStatements());
            statements.removeIf(EmptyStatement.class::isInstance);
        }
        return statements;
    }

    private static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof ArgumentListExpression list
                ? list.getExpressions()
                : call.getArguments() instanceof TupleExpression tuple ? tuple.getExpressions() : List.of();
    }

    private static Optional<ClosureExpression> body(MethodCallExpression call) {
        List<Expression> arguments = arguments(call);
        return !arguments.isEmpty() && arguments.get(arguments.size() - 1) instanceof ClosureExpression closure
                ? Optional.of(closure)
                : Optional.empty();
    }
}

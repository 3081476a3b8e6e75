package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.Collection;
import org.kohsuke.stapler.HttpResponse;

public abstract class FormValidation extends IOException implements HttpResponse {
    private static final long serialVersionUID = 1L;
    public final Kind kind;

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public enum Kind {
        OK,
        WARNING,
        ERROR
    }

    public static FormValidation error(String message) {
        return new Stated(Kind.ERROR, message);
    }

    public static FormValidation warning(String message) {
        return new Stated(Kind.WARNING, message);
    }

    public static FormValidation ok(String message) {
        return new Stated(Kind.OK, message);
    }

    public static FormValidation ok() {
        return new Stated(Kind.OK, null);
    }

    public static FormValidation error(Throwable e, String message) {
        return new Stated(Kind.ERROR, message);
    }

    @NonNull
    public static FormValidation aggregate(@NonNull Collection<FormValidation> validations) {
        throw new UnsupportedOperationException();
    }

    public abstract String renderHtml();

    private static final class Stated extends FormValidation {
        private static final long serialVersionUID = 1L;

        private Stated(Kind kind, String message) {
            super(kind, message);
        }

        @Override
        public String renderHtml() {
            throw new UnsupportedOperationException();
        }
    }
}

package cn.yjt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON that the library writes, for {@link Report}; of numbers it keeps the text. And quotes texts for it. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at != text.length()) {
            throw json.wrong();
        }
        return value;
    }

    /** A text in quotes. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private Object value() {
        switch (peek()) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            default:
                return word();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (char c = open(); c != '}'; c = next()) {
            String name = string();
            expect(':');
            members.put(name, value());
        }
        return members;
    }

    private List<Object> array() {
        List<Object> values = new ArrayList<>();
        for (char c = open(); c != ']'; c = next()) {
            values.add(value());
        }
        return values;
    }

    /** Steps into an object or array: its end when it is empty. */
    private char open() {
        at++;
        char c = peek();
        if (c == '}' || c == ']') {
            at++;
        }
        return c;
    }

    /** What follows a value: a comma, or the end. */
    private char next() {
        char c = peek();
        if (c != ',' && c != '}' && c != ']') {
            throw wrong();
        }
        at++;
        return c;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            string.append(c == '\\' ? escaped(take()) : c);
        }
        return string.toString();
    }

    private char escaped(char c) {
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            default:
                return c;
        }
    }

    /** A number, true or false as text; null as null. */
    private String word() {
        int start = at;
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return word.equals("null") ? null : word;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong();
        }
        at++;
    }

    private char peek() {
        space();
        if (at == text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private char take() {
        if (at == text.length()) {
            throw wrong();
        }
        return text.charAt(at++);
    }

    private void space() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("不是合法的 JSON | this is no JSON, at " + at);
    }
}

import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import ExampleChooser from "./ExampleChooser.vue";
import "./style.css";

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("ExampleChooser", ExampleChooser);
  },
} satisfies Theme;

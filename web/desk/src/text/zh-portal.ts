/** 群众在网上填写而工作台显示的内容：地图上的点、信箱、代理人。英文在 en-portal.ts。 */
export const zhPortal = {
  place: {
    point: '地图上的点',
    datum: '纬度、经度（{{datum}}）',
    letterBox: '写给{{name}}',
  },
  relation: {
    family: '家人',
    guardian: '监护人',
    lawyer: '律师或法律工作者',
    work: '村（社区）、单位推荐的人',
    other: '其他关系',
  },
}
